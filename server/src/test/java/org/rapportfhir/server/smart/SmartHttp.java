package org.rapportfhir.server.smart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.rapportfhir.server.settings.RapportSettings;

/** Plain HTTP to the server under test: nothing is followed, nothing is retried. */
final class SmartHttp {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FORM = "application/x-www-form-urlencoded";

  private final String base;
  private final HttpClient client = HttpClient.newHttpClient();

  SmartHttp(RapportSettings settings) {
    this.base = settings.issuer();
  }

  /** A browser: one person's cookies. */
  static HttpClient browser() {
    return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  }

  String address(String path) {
    return path.startsWith("http") ? path : base + path;
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(address(path)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return send(client, request);
  }

  static HttpResponse<String> send(HttpClient by, HttpRequest.Builder request) {
    try {
      return by.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(String path, String token) {
    return send(to(path).header("Authorization", "Bearer " + token));
  }

  HttpResponse<String> get(String path) {
    return send(to(path));
  }

  HttpRequest.Builder form(String path, Map<String, String> fields) {
    return to(path).header("Content-Type", FORM).POST(BodyPublishers.ofString(encoded(fields)));
  }

  HttpResponse<String> asCli(String path, Map<String, String> fields) {
    return send(form(path, fields).header("Authorization", basic(SmartSlice.CLI_SECRET)));
  }

  /** A token of the sandbox with this scope. */
  String token(String scope) {
    return token(Map.of("scope", scope));
  }

  String token(Map<String, String> order) {
    return json(asCli("/sandbox/token", order)).path("access_token").asText();
  }

  static String basic(String secret) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString(("rapport-cli:" + secret).getBytes(StandardCharsets.UTF_8));
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(response.statusCode() + " " + response.body(), e);
    }
  }

  static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
