package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a token's scopes let through to HAPI's servlet, over HTTP. */
@SmartSlice
class ScopeEnforcementIT {

  private static final String PATIENT = "{\"resourceType\":\"Patient\"}";
  private static final String ENCOUNTER =
      "{\"resourceType\":\"Encounter\",\"status\":\"planned\",\"class\":{\"code\":\"VR\"}}";

  @Autowired SmartHttp http;

  /** Names that stand for what this test has stored. */
  private final Map<String, String> ids = new HashMap<>();

  @BeforeEach
  void twoPatientsWithAnObservationEach() {
    String all = http.token("system/*.cruds");
    for (String who : new String[] {"mine", "other"}) {
      String id = who + "-" + UUID.randomUUID();
      ids.put("{" + who + "}", id);
      put(all, "Patient/" + id, "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}");
      put(all, "Observation/" + id, observation(id, id));
      put(
          all,
          "Encounter/" + id,
          ENCOUNTER.replace("{\"resource", "{\"id\":\"" + id + "\",\"resource"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, Patient/{mine}, system/Patient.r, 200",
    "GET, Patient/{mine}, user/*.r, 200",
    "GET, Patient/{mine}, system/Patient.read, 200",
    "GET, Patient/{mine}, system/Patient.s, 403",
    "GET, Patient/{mine}, system/Patient.cud, 403",
    "GET, Patient/{mine}, system/Observation.cruds, 403",
    "GET, Patient/{mine}/_history/1, user/Patient.r, 200",
    "GET, Patient/{mine}/_history/1, user/Patient.s, 403",
    "GET, Patient/{mine}/_history, user/Patient.r, 200",
    "GET, Patient/{mine}/_history, user/Patient.s, 403",
    "GET, Patient/_history, user/Patient.s, 200",
    "GET, Patient/_history, user/Patient.r, 403",
    "GET, Patient, user/Patient.s, 200",
    "GET, Patient, user/Patient.r, 403",
    "GET, Patient?_id={mine}, user/Patient.r, 403",
    "POST, Patient, user/Patient.c, 201",
    "POST, Patient, user/Patient.ruds, 403",
    "PUT, Patient/{mine}, user/Patient.u, 200",
    "PUT, Patient/{mine}, user/Patient.crds, 403",
    "DELETE, Patient/{mine}, user/Patient.d, 204",
    "DELETE, Patient/{mine}, user/Patient.crus, 403",
    "GET, metadata, openid, 200",
    "GET, Patient/{mine}, openid, 403",
    "GET, Patient/{mine}, fhirUser, 403"
  })
  void eachLetterAllowsItsInteractionAndNoOther(
      String method, String path, String scope, int status) {
    assertThat(send(method, path, http.token(scope)).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, Patient/{mine}, patient/Patient.r, 200",
    "GET, Patient/{other}, patient/Patient.r, 403",
    "GET, Patient/{other}, patient/*.cruds, 403",
    "GET, Observation/{mine}, patient/Observation.r, 200",
    "GET, Observation/{other}, patient/Observation.r, 403",
    "GET, Observation/{mine}, patient/Observation.s, 403",
    "GET, Observation/{other}/_history/1, patient/*.cruds, 403",
    "GET, Observation/{other}/_history, patient/*.cruds, 403",
    "GET, Observation, patient/*.cruds, 403",
    "GET, Observation/_history, patient/*.cruds, 403",
    "GET, Patient?_id={mine}, patient/Patient.s, 200",
    "GET, Patient?_id={other}, patient/Patient.s, 403",
    "GET, 'Patient?_id={mine},{other}', patient/Patient.s, 403",
    "DELETE, Observation/{other}, patient/*.cruds, 403",
    "PUT, Observation/{other}, patient/*.cruds, 403",
    "PUT, Patient/{other}, patient/*.cruds, 403",
    "GET, Patient/{other}, patient/*.cruds system/Observation.cruds, 403"
  })
  void aPatientsScopeEndsAtThatPatient(String method, String path, String scope, int status) {
    String token = http.token(Map.of("scope", scope, "patient", ids.get("{mine}")));
    assertThat(send(method, path, token).statusCode()).isEqualTo(status);
  }

  @Test
  void aPatientCannotMoveAResourceToAnotherPatientNorTakeOne() {
    String mine = ids.get("{mine}");
    String other = ids.get("{other}");
    String token = http.token(Map.of("scope", "patient/*.cruds", "patient", mine));

    assertThat(put(token, "Observation/" + mine, observation(mine, other))).isEqualTo(403);
    assertThat(put(token, "Observation/" + other, observation(other, mine))).isEqualTo(403);
    String stored = send("GET", "Observation/{other}", http.token("system/*.r")).body();
    assertThat(stored).contains("Patient/" + other).doesNotContain("Patient/" + mine);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, Encounter/{mine}/$admit, user/Encounter.u, 200",
    "POST, Encounter/{mine}/$admit, user/Encounter.crds, 403",
    "POST, Encounter/{mine}/$admit, patient/*.cruds, 403",
    "GET, Encounter/{mine}/$visit, user/Encounter.r, 200",
    "GET, Encounter/{mine}/$visit, user/Encounter.cuds, 403",
    "GET, Encounter/{mine}/$brand-new, system/*.cruds, 403",
    "POST, Encounter/{mine}/$brand-new, system/*.cruds, 403",
    "GET, Patient/{mine}/$everything, system/*.cruds, 403",
    "GET, Patient/{mine}/$everything, patient/*.cruds, 403"
  })
  void anOperationNeedsARowInTheTableAndTheScopeItNames(
      String method, String path, String scope, int status) {
    String token = http.token(Map.of("scope", scope, "patient", ids.get("{mine}")));
    assertThat(send(method, path, token).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, Patient/1, , user/Patient.r, 200",
    "GET, Patient/1, , user/Patient.s, 403",
    "GET, Patient?name=x, , user/Patient.s, 200",
    "GET, Patient?name=x, , user/Patient.r, 403",
    "GET, /Patient?name=x, , user/Observation.cruds, 403",
    "GET, Patient/1/_history/2, , user/Patient.r, 200",
    "GET, Patient/_history, , user/Patient.r, 403",
    "GET, Patient/%5Fhistory, , user/Patient.r, 403",
    "GET, _history, , user/Patient.cruds, 403",
    "GET, Encounter?patient.name=x, , user/Encounter.cruds, 403",
    "GET, Encounter?patient.name=x, , user/*.s, 200",
    "GET, Patient/1/$everything, , system/*.cruds, 403",
    "GET, Patient/1/%24everything, , system/*.cruds, 403",
    "GET, Encounter/1/$visit, , user/Encounter.r, 403",
    "POST, Encounter/1/$admit, , user/Encounter.cruds, 403",
    "POST, Patient, Patient, user/Patient.c, 200",
    "POST, Patient, Patient, user/Patient.r, 403",
    "PUT, Patient/1, Patient, user/Patient.u, 200",
    "PUT, Patient/1, Patient, user/Patient.c, 403",
    "DELETE, Patient/1, , user/Patient.d, 200",
    "DELETE, Patient/1, , user/Patient.u, 403",
    "DELETE, Patient?name=x, , user/Patient.d, 403",
    "DELETE, Patient?name=x, , user/Patient.cruds, 200",
    "GET, Observation/1, , patient/Observation.r, 200",
    "GET, Patient/1, , patient/Patient.r, 403",
    "GET, Practitioner?name=x, , patient/*.cruds, 403"
  })
  void anEntryOfATransactionIsJudgedLikeARequest(
      String method, String url, String type, String scope, int status) {
    String token = http.token(Map.of("scope", scope, "patient", ids.get("{mine}")));
    String bundle = bundle(entry("GET", "metadata", null), entry(method, url, type));
    assertThat(post(token, "", bundle).statusCode()).isEqualTo(status);
  }

  @Test
  void oneForbiddenEntryRefusesTheWholeBundle() {
    String bundle =
        bundle(entry("POST", "Patient", "Patient"), entry("POST", "Encounter", "Encounter"));
    assertThat(post(http.token("user/Patient.c"), "", bundle).statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "user/Patient.u, user/Encounter.r",
    "system/Patient.cruds, system/Encounter.r",
    "patient/Patient.r, patient/Encounter.r"
  })
  void theRefusalNamesTheMissingScope(String scope, String missing) {
    String token = http.token(Map.of("scope", scope, "patient", ids.get("{mine}")));
    HttpResponse<String> response = send("GET", "Encounter/{mine}", token);

    assertThat(response.statusCode()).isEqualTo(403);
    var issue = SmartHttp.json(response).path("issue").path(0);
    assertThat(issue.path("code").asText()).isEqualTo("forbidden");
    assertThat(issue.at("/details/coding/0/code").asText()).isEqualTo("scope-missing");
    assertThat(issue.path("diagnostics").asText())
        .isEqualTo("This needs the scope " + missing + ", which the token does not carry.");
  }

  @Test
  void aConditionIsASearchThatTheScopeMustAllow() {
    assertThat(conditionalCreate("user/Patient.c")).isEqualTo(403);
    assertThat(conditionalCreate("user/Patient.cs")).isEqualTo(403);
    assertThat(conditionalCreate("user/Patient.crs")).isNotEqualTo(403);
  }

  private int conditionalCreate(String scope) {
    return http.send(
            request("POST", "Patient", http.token(scope))
                .header("If-None-Exist", "Patient?name=" + UUID.randomUUID()))
        .statusCode();
  }

  private HttpResponse<String> send(String method, String path, String token) {
    return http.send(request(method, path, token));
  }

  private HttpRequest.Builder request(String method, String path, String token) {
    String filled = filled(path);
    boolean body = method.equals("POST") || method.equals("PUT");
    return http.to("/fhir/" + filled)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/fhir+json")
        .method(method, body ? BodyPublishers.ofString(body(filled)) : BodyPublishers.noBody());
  }

  private String body(String path) {
    String id = path.substring(path.lastIndexOf('/') + 1);
    if (path.contains("$")) {
      return "{\"resourceType\":\"Parameters\"}";
    }
    return path.startsWith("Observation")
        ? observation(id, id)
        : PATIENT.replace("}", path.contains("/") ? ",\"id\":\"" + id + "\"}" : "}");
  }

  private String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> id : ids.entrySet()) {
      filled = filled.replace(id.getKey(), id.getValue());
    }
    return filled;
  }

  private int put(String token, String path, String body) {
    return http.send(
            http.to("/fhir/" + path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/fhir+json")
                .PUT(BodyPublishers.ofString(body)))
        .statusCode();
  }

  private HttpResponse<String> post(String token, String path, String body) {
    return http.send(
        http.to("/fhir" + path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/fhir+json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static String observation(String id, String patient) {
    return "{\"resourceType\":\"Observation\",\"id\":\"%s\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"Patient/%s\"}}"
        .formatted(id, patient);
  }

  private static String bundle(String... entries) {
    return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":["
        + String.join(",", entries)
        + "]}";
  }

  private static String entry(String method, String url, String type) {
    String resource =
        type == null ? "" : ",\"resource\":" + (type.equals("Patient") ? PATIENT : ENCOUNTER);
    return "{\"request\":{\"method\":\"%s\",\"url\":\"%s\"}%s}".formatted(method, url, resource);
  }
}
