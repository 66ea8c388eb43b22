package org.rapportfhir.server.smart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.rapportfhir.server.settings.RapportSettings;

/** A registered app, and the browser of the person who uses it. */
final class AppUnderTest {

  static final String CALLBACK = "https://app.example/callback";
  private static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more-1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SmartHttp http;
  private final RapportSettings settings;
  private final HttpClient browser = SmartHttp.browser();
  final JsonNode registered;

  private AppUnderTest(SmartHttp http, RapportSettings settings, JsonNode registered) {
    this.http = http;
    this.settings = settings;
    this.registered = registered;
  }

  static AppUnderTest register(
      SmartHttp http, RapportSettings settings, String method, String scope) {
    Map<String, Object> app =
        Map.of(
            "client_name",
            "An app",
            "redirect_uris",
            new String[] {CALLBACK},
            "token_endpoint_auth_method",
            method,
            "scope",
            scope);
    return new AppUnderTest(http, settings, SmartHttp.json(registration(http, app)));
  }

  static HttpResponse<String> registration(SmartHttp http, Map<String, Object> app) {
    try {
      return http.send(
          http.to("/connect/register")
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(JSON.writeValueAsString(app))));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  String clientId() {
    return registered.path("client_id").asText();
  }

  /** What the app asks for, to be changed by a test. */
  Map<String, String> request(String scope) {
    return new HashMap<>(
        Map.of(
            "response_type",
            "code",
            "client_id",
            clientId(),
            "redirect_uri",
            CALLBACK,
            "scope",
            scope,
            "state",
            "abc",
            "aud",
            settings.fhirBase(),
            "code_challenge",
            challenge(),
            "code_challenge_method",
            "S256"));
  }

  HttpResponse<String> authorize(Map<String, String> request) {
    return get("/oauth2/authorize?" + SmartHttp.encoded(request));
  }

  HttpResponse<String> get(String path) {
    return SmartHttp.send(browser, http.to(path).header("Accept", "text/html, application/json"));
  }

  void signIn(String name, String password) {
    Map<String, String> form = Map.of("username", name, "password", password, "_csrf", csrf());
    SmartHttp.send(browser, http.form("/sign-in", form));
  }

  private String csrf() {
    return SmartHttp.json(get("/sign-in/csrf")).path("token").asText();
  }

  /** The state by which the consent page asks, of a request that waits for consent. */
  String waiting(Map<String, String> request) {
    String page = location(authorize(request));
    if (!page.contains("/consent?")) {
      throw new AssertionError("No consent is asked for: " + page);
    }
    return parameter(page, "state");
  }

  JsonNode asked(String state) {
    return SmartHttp.json(get("/consent/request?state=" + encoded(state)));
  }

  int choose(String state, String patient) {
    String body = "{\"state\":\"" + state + "\",\"patient\":\"" + patient + "\"}";
    return SmartHttp.send(
            browser,
            http.to("/consent/patient")
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", csrf())
                .POST(BodyPublishers.ofString(body)))
        .statusCode();
  }

  HttpResponse<String> decide(String state, Collection<String> scopes) {
    String form =
        "client_id="
            + clientId()
            + "&state="
            + encoded(state)
            + scopes.stream().map(s -> "&scope=" + encoded(s)).collect(Collectors.joining());
    return SmartHttp.send(
        browser,
        http.to("/oauth2/authorize")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "text/html")
            .POST(BodyPublishers.ofString(form)));
  }

  /** A code, as granted. */
  String code(String state, Collection<String> scopes) {
    return parameter(location(decide(state, scopes)), "code");
  }

  HttpResponse<String> redeem(String code) {
    return token(
        Map.of(
            "grant_type", "authorization_code",
            "redirect_uri", CALLBACK,
            "code", code,
            "code_verifier", VERIFIER));
  }

  HttpResponse<String> refresh(String refreshToken, Map<String, String> more) {
    Map<String, String> form = new HashMap<>(more);
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refreshToken);
    return token(form);
  }

  private HttpResponse<String> token(Map<String, String> fields) {
    return post("/oauth2/token", fields);
  }

  /** With the app's secret if it has one, else with its name alone. */
  HttpResponse<String> post(String path, Map<String, String> fields) {
    Map<String, String> form = new HashMap<>(fields);
    if (!registered.path("client_secret").isTextual()) {
      form.put("client_id", clientId());
      return http.send(http.form(path, form));
    }
    String secret = clientId() + ":" + registered.path("client_secret").asText();
    return http.send(
        http.form(path, form)
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8))));
  }

  static String location(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Location")
        .orElseThrow(() -> new AssertionError(response.statusCode() + " " + response.body()));
  }

  static String parameter(String address, String name) {
    for (String pair : String.valueOf(URI.create(address).getRawQuery()).split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    throw new AssertionError(name + " is not in " + address);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String challenge() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
