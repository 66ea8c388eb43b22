package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.rapportfhir.server.support.RunningServer;

/**
 * A patient's record beside somebody else's, on the whole server. Each has an Observation whose
 * identifier nobody can guess; requests are made with any token.
 */
final class TwoRecords {
  static final String JSON = "application/fhir+json";
  static final String JSON_PATCH = "application/json-patch+json";

  private final RunningServer server = RunningServer.get();

  /** Logical ids; an Observation has the id of its patient. */
  final String mine = "mine-" + UUID.randomUUID();

  final String other = "other-" + UUID.randomUUID();
  final String nobody = "nobody-" + UUID.randomUUID();

  TwoRecords() {
    for (String id : new String[] {mine, other}) {
      put("Patient/" + id, patient(id, ""));
      put("Observation/" + id, observation(id, "Patient/" + id));
    }
  }

  /** Stores with a token for everything. */
  void put(String path, String body) {
    HttpResponse<String> answer = send(server.systemToken(), "PUT", path, body);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
  }

  JsonNode stored(String path) {
    return json(send(server.systemToken(), "GET", path, ""));
  }

  /** A token with this scope and the first patient in context. */
  String token(String scope) {
    return server.sandboxToken(
        "scope=" + URLEncoder.encode(scope, StandardCharsets.UTF_8) + "&patient=" + mine);
  }

  HttpResponse<String> get(String token, String path) {
    return send(token, "GET", path, "");
  }

  HttpResponse<String> send(
      String token, String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        server
            .request("/fhir/" + path.replace("|", "%7C"))
            .setHeader("Content-Type", JSON)
            .header("Authorization", "Bearer " + token);
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return server.send(request.method(method, BodyPublishers.ofString(body)));
  }

  JsonNode json(HttpResponse<String> answer) {
    return server.read(answer.body());
  }

  /** What a refusal tells people. */
  String diagnostics(HttpResponse<String> answer) {
    return json(answer).at("/issue/0/diagnostics").asText();
  }

  /** What a bundle's answer says of its only entry. */
  JsonNode entry(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).at("/entry/0");
  }

  static String patient(String id, String more) {
    return "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"identifier\":[{\"value\":\"%s\"}]%s}"
        .formatted(id, id, more);
  }

  static String observation(String id, String subject) {
    return """
    {"resourceType":"Observation","id":"%s","identifier":[{"value":"%s"}],"status":"final",
     "code":{"text":"x"},"subject":{"reference":"%s"}}"""
        .formatted(id, id, subject);
  }

  static String bundle(String type, String entry) {
    return "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[%s]}".formatted(type, entry);
  }

  static String entry(String method, String url) {
    return "{\"request\":{\"method\":\"%s\",\"url\":\"%s\"}}".formatted(method, url);
  }

  static String entry(String method, String url, String resource) {
    return "{\"resource\":%s,\"request\":{\"method\":\"%s\",\"url\":\"%s\"}}"
        .formatted(resource, method, url);
  }

  /** A JSON Patch as an entry of a bundle carries it. */
  static String binary(String jsonPatch) {
    return "{\"resourceType\":\"Binary\",\"contentType\":\"%s\",\"data\":\"%s\"}"
        .formatted(
            JSON_PATCH,
            Base64.getEncoder().encodeToString(jsonPatch.getBytes(StandardCharsets.UTF_8)));
  }
}
