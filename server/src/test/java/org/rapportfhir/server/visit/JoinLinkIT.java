package org.rapportfhir.server.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.rapportfhir.server.support.Practice.appointment;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapportfhir.server.support.Practice;
import org.rapportfhir.server.support.RunningServer;
import org.springframework.jdbc.core.JdbcTemplate;

class JoinLinkIT {
  private static final String AT_HOME =
      "{\"place\":{\"at\":\"home\"},\"devices\":{\"camera\":true,\"microphone\":true}}";

  private final RunningServer server = RunningServer.get();
  private final Practice practice = new Practice(server.ehr());
  private String client;
  private String clinician;
  private Encounter encounter;
  private String link;

  @BeforeEach
  void bookedVisit() {
    client = practice.client();
    clinician = practice.clinician();
    encounter = practice.encounterOf(practice.book(appointment(client, clinician)));
    link = path(practice.invite(encounter, client));
  }

  @Test
  void openingALinkTellsNothingOfTheClient() {
    HttpResponse<String> state = get(link + "/state");
    assertThat(state.statusCode()).isEqualTo(200);
    assertThat(state.body()).doesNotContain("Ana").doesNotContain("+15550142");
    JsonNode json = server.read(state.body());
    assertThat(json.path("step").asText()).isEqualTo("welcome");
    assertThat(json.path("phoneEnding").asText()).isEqualTo("42");
    assertThat(json.path("clinician").asText()).isEqualTo("Robin");
    assertThat(state.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(state.headers().firstValue("Referrer-Policy")).contains("no-referrer");
  }

  @Test
  void forgedRevokedAndUnknownLinksAllGetTheSameAnswer() {
    String token = link.substring("/join/".length());
    char last = token.charAt(20) == 'A' ? 'B' : 'A';
    String forged = "/join/" + token.substring(0, 20) + last + token.substring(21);
    String unknown = "/join/" + "A".repeat(43);
    String revoked = path(practice.invite(encounter, client));
    practice.call(encounter, "$revoke-invite", client);

    for (String bad : new String[] {forged, unknown, revoked, "/join/x", link}) {
      assertThat(get(bad + "/state").statusCode()).as(bad).isEqualTo(404);
      assertThat(get(bad + "/state").body()).isEqualTo("{\"error\":\"link-ended\"}");
      assertThat(get(bad).statusCode()).isEqualTo(404);
      assertThat(post(bad + "/check-in", AT_HOME, null).statusCode()).isEqualTo(404);
      assertThat(post(bad + "/new-link", "", null).statusCode()).isEqualTo(202);
    }
  }

  @Test
  void checkingInHoldsTheVisitForOneDevice() {
    String device = checkIn();

    assertThat(get(link + "/state").statusCode()).isEqualTo(409);
    assertThat(post(link + "/check-in", AT_HOME, null).body())
        .isEqualTo("{\"error\":\"other-device\"}");
    assertThat(server.read(get(link + "/state", device).body()).path("step").asText())
        .isEqualTo("waiting");
  }

  @Test
  void anotherDeviceThatTakesOverMustBeAdmittedAgain() {
    String device = checkIn();
    practice.call(encounter, "$admit", client);
    HttpResponse<String> taken = post(link + "/take-over", "", null);

    assertThat(taken.statusCode()).isEqualTo(200);
    assertThat(server.read(taken.body()).path("step").asText()).isEqualTo("waiting");
    assertThat(get(link + "/state", device).statusCode()).isEqualTo(409);
  }

  @Test
  void afterTheEndTheLinkIsDead() {
    checkIn();
    practice.call(encounter, "$end", new Parameters());
    assertThat(get(link + "/state").statusCode()).isEqualTo(404);
    assertThat(get(link).statusCode()).isEqualTo(404);
    assertThat(practice.read(encounter).getStatus()).isEqualTo(EncounterStatus.CANCELLED);
    BaseServerResponseException refusal =
        catchThrowableOfType(
            BaseServerResponseException.class, () -> practice.invite(encounter, client));
    assertThat(refusal.getStatusCode()).isEqualTo(409);
    assertThat(code(refusal)).isEqualTo("visit-over");
  }

  @Test
  void onlySomebodyWhoWaitsCanBeAdmitted() {
    BaseServerResponseException refusal =
        catchThrowableOfType(
            BaseServerResponseException.class, () -> practice.call(encounter, "$admit", client));
    assertThat(refusal.getStatusCode()).isEqualTo(409);
    assertThat(code(refusal)).isEqualTo("visit-not-waiting");
  }

  @Test
  void aPatientOfNobodysIsNotInvited() {
    String stranger = practice.client();
    BaseServerResponseException refusal =
        catchThrowableOfType(
            BaseServerResponseException.class, () -> practice.invite(encounter, stranger));
    assertThat(refusal.getStatusCode()).isEqualTo(422);
    assertThat(code(refusal)).isEqualTo("visit-person-unknown");
  }

  @Test
  void anUnknownEncounterIsNotFound() {
    var unknown = new Encounter();
    unknown.setId("Encounter/11111111-2222-3333-4444-555555555555");
    BaseServerResponseException refusal =
        catchThrowableOfType(
            BaseServerResponseException.class,
            () -> practice.call(unknown, "$end", new Parameters()));
    assertThat(refusal.getStatusCode()).isEqualTo(404);
    assertThat(code(refusal)).isEqualTo("visit-unknown");
  }

  @Test
  void aPlaceElsewhereNeedsAStateAndAnAddress() {
    String body = "{\"place\":{\"at\":\"elsewhere\",\"state\":\"XX\",\"address\":\"1 Street\"}}";
    HttpResponse<String> refused = post(link + "/check-in", body, null);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).isEqualTo("{\"error\":\"bad-place\"}");
  }

  @Test
  void theLandingPageAnswersTheSameForEveryId() {
    String id = encounter.getIdElement().getIdPart();
    assertThat(get("/visit/" + id).body()).isEqualTo(get("/visit/nobody").body());
    HttpResponse<String> known = post("/visit/" + id + "/link", "", null);
    HttpResponse<String> unknown = post("/visit/nobody/link", "", null);
    assertThat(known.statusCode()).isEqualTo(unknown.statusCode()).isEqualTo(202);
    assertThat(known.body()).isEqualTo(unknown.body());
  }

  @Test
  void freshLinksOrderedAtTheSameMomentAreSentOnce() {
    var pool = Executors.newFixedThreadPool(16);
    try {
      var orders =
          IntStream.range(0, 16)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(() -> post(link + "/new-link", "", null), pool))
              .toList();
      assertThat(orders).allSatisfy(order -> assertThat(order.join().statusCode()).isEqualTo(202));
    } finally {
      pool.shutdownNow();
    }
    assertThat(
            server
                .bean(JdbcTemplate.class)
                .queryForList(
                    "select 1 from rapport.outbox where encounter = ?",
                    encounter.getIdElement().getIdPart()))
        .hasSize(1);
  }

  private String checkIn() {
    HttpResponse<String> answer = post(link + "/check-in", AT_HOME, null);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict").contains("Path=" + link);
    assertThat(cookie).doesNotContain("Max-Age").doesNotContain("Expires");
    return cookie.split(";")[0];
  }

  private HttpResponse<String> get(String path) {
    return get(path, null);
  }

  private HttpResponse<String> get(String path, String cookie) {
    var request = server.request(path).GET();
    if (cookie != null) {
      request.header("Cookie", cookie);
    }
    return server.send(request);
  }

  private HttpResponse<String> post(String path, String body, String cookie) {
    var request = server.request(path).POST(BodyPublishers.ofString(body));
    if (cookie != null) {
      request.header("Cookie", cookie);
    }
    return server.send(request);
  }

  private String path(String url) {
    return url.substring(server.base().length());
  }

  private static String code(BaseServerResponseException refusal) {
    return ((OperationOutcome) refusal.getOperationOutcome())
        .getIssueFirstRep()
        .getDetails()
        .getCodingFirstRep()
        .getCode();
  }
}
