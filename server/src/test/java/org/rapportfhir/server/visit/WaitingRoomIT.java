package org.rapportfhir.server.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapportfhir.server.support.Eventually.eventually;
import static org.rapportfhir.server.support.Practice.appointment;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapportfhir.server.support.ClientPage;
import org.rapportfhir.server.support.Practice;
import org.rapportfhir.server.support.RunningServer;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who waits, what they are told, and when a link no longer lets anybody in. */
class WaitingRoomIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final RunningServer server = RunningServer.get();
  private final JdbcTemplate jdbc = server.bean(JdbcTemplate.class);
  private final Practice practice = new Practice(server.ehr());
  private String client;
  private String clinician;
  private Encounter encounter;
  private ClientPage page;

  @BeforeEach
  void bookedVisit() {
    client = practice.client();
    clinician = practice.clinician();
    encounter = practice.encounterOf(practice.book(appointment(client, clinician)));
    page = new ClientPage(server, practice.invite(encounter, client));
  }

  @Test
  void whoWaitsIsToldOfTheAdmissionAtOnce() {
    page.checkIn().openSocket().isToldStep("waiting");
    practice.call(encounter, "$admit", client);
    page.isToldStep("admitted");
  }

  @Test
  void whoIsDeclinedIsToldSoAndIsNotLetInAfterwards() {
    page.checkIn().openSocket().isToldStep("waiting");
    practice.call(encounter, "$decline", client);
    page.isToldStep("declined");
    assertThat(page.step()).isEqualTo("declined");
    assertThat(inRoom()).isFalse();
  }

  @Test
  void theCliniciansNoteReachesWhoWaitsAndTheReplyReachesTheDesk() {
    page.checkIn().openSocket().isToldStep("waiting");
    String token = server.clinicianToken(clinician);

    assertThat(note(token, "Five minutes late, sorry").statusCode()).isEqualTo(204);
    eventually(
        SOON,
        page::toldState,
        state -> state.path("note").path("text").asText().equals("Five minutes late, sorry"));
    assertThat(page.post("/replies", "{\"text\":\"ok\"}").statusCode()).isEqualTo(204);

    JsonNode person = today(token).path("visits").path(0).path("people").path(0);
    assertThat(person.path("reply").path("text").asText()).isEqualTo("ok");
    assertThat(note(token, "").statusCode()).isEqualTo(422);
    assertThat(note(token, "x".repeat(281)).statusCode()).isEqualTo(422);
  }

  @Test
  void aPageThatHasNotCheckedInGetsNoSocket() {
    assertThat(page.socketStatus()).isEqualTo(403);
  }

  @Test
  void theEndOfTheVisitClosesItsPagesAndOnlyTheClientsDeviceStillSeesItsLastPage() {
    page.checkIn().openSocket().isToldStep("waiting");
    practice.call(encounter, "$end", new Parameters());

    page.isToldStep("ended");
    assertThat(page.closeCode()).isEqualTo(1000);
    assertThat(page.step()).isEqualTo("ended");
    assertThat(page.post("/check-in", ClientPage.AT_HOME).statusCode()).isEqualTo(404);
    assertThat(page.socketStatus()).isEqualTo(404);
  }

  @Test
  void aLinkDiesByItselfSomeTimeAfterTheVisitWasToEnd() {
    page.checkIn();
    endedBefore(Duration.ofHours(4).plusMinutes(1));

    assertThat(page.get("").statusCode()).isEqualTo(404);
    HttpResponse<String> state = page.get("/state");
    assertThat(state.statusCode()).isEqualTo(404);
    assertThat(state.body()).isEqualTo("{\"error\":\"link-ended\"}");
    assertThat(page.post("/check-in", ClientPage.AT_HOME).statusCode()).isEqualTo(404);
    assertThat(page.socketStatus()).isEqualTo(404);
  }

  @Test
  void aLinkLivesWhileTheVisitMayRunLateAlsoWhenTheVisitWasMoved() {
    endedBefore(Duration.ofHours(3).plusMinutes(58));
    assertThat(page.get("/state").statusCode()).isEqualTo(200);
  }

  @Test
  void whoWasPutOutComesAgainOnlyByANewInvitation() {
    page.checkIn().openSocket().isToldStep("waiting");
    practice.call(encounter, "$admit", client);
    page.isToldStep("admitted");
    practice.call(encounter, "$remove", client);
    assertThat(page.closeCode()).isEqualTo(4410);
    assertThat(page.get("/state").statusCode()).isEqualTo(404);

    var again = new ClientPage(server, practice.invite(encounter, client));

    assertThat(again.step()).isEqualTo("welcome");
    assertThat(again.checkIn().step()).isEqualTo("waiting");
    assertThat(page.get("/state").statusCode()).isEqualTo(404);
  }

  /** The link's own time is over; the visit was to end so long ago. */
  private void endedBefore(Duration ago) {
    String id = encounter.getIdElement().getIdPart();
    jdbc.update(
        "update rapport.invitation set expires_at = now() - interval '1 second'"
            + " where encounter = ?",
        id);
    jdbc.update(
        "update rapport.visit set ends = now() - make_interval(secs => ?) where encounter = ?",
        (double) ago.toSeconds(),
        id);
  }

  private boolean inRoom() {
    Parameters visit = practice.call(encounter, "$visit", new Parameters());
    return visit.getParameter().stream()
        .filter(p -> p.getName().equals("participant"))
        .flatMap(p -> p.getPart().stream())
        .anyMatch(
            part ->
                part.getName().equals("inRoom") && part.getValue().primitiveValue().equals("true"));
  }

  private HttpResponse<String> note(String token, String text) {
    return server.send(
        server
            .request("/desk/visits/" + encounter.getIdElement().getIdPart() + "/note")
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString("{\"text\":\"" + text + "\"}")));
  }

  private JsonNode today(String token) {
    return server.read(
        server
            .send(server.request("/desk/today").header("Authorization", "Bearer " + token).GET())
            .body());
  }
}
