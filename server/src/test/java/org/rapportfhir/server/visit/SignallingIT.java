package org.rapportfhir.server.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapportfhir.server.support.Practice.appointment;

import org.hl7.fhir.r4.model.Encounter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapportfhir.server.support.ClientPage;
import org.rapportfhir.server.support.Practice;
import org.rapportfhir.server.support.RunningServer;

/** Who gets a signalling socket at all, and what one page can make it carry. */
class SignallingIT {
  private static final int A_LONG_SDP = 60_000;

  private final RunningServer server = RunningServer.get();
  private final Practice practice = new Practice(server.ehr());
  private Encounter encounter;
  private String clinician;
  private ClientPage page;

  @BeforeEach
  void aClientWaits() {
    String client = practice.client();
    clinician = practice.clinician();
    encounter = practice.encounterOf(practice.book(appointment(client, clinician)));
    page = new ClientPage(server, practice.invite(encounter, client)).checkIn();
  }

  @Test
  void aForgedLinkGetsAnAnswerAndNoSocket() {
    var forged = new ClientPage(server, server.base() + "/join/" + "A".repeat(43));
    assertThat(forged.socketStatus()).isEqualTo(404);
  }

  @Test
  void anotherDeviceGetsAnAnswerAndNoSocket() {
    assertThat(page.withoutItsDevice().socketStatus()).isEqualTo(403);
    assertThat(page.onSameDevice().socketStatus()).isEqualTo(101);
  }

  @Test
  void aPageOfAnotherOriginGetsNoSocket() {
    assertThat(page.socketStatusFrom("https://elsewhere.example")).isEqualTo(403);
    assertThat(page.socketStatus()).isEqualTo(101);
  }

  @Test
  void noCompressionIsAgreedOnAsItsBuffersAreLargerThanAllElse() {
    String answer = page.upgradeOffering("permessage-deflate; client_max_window_bits");
    assertThat(answer).startsWith("HTTP/1.1 101").doesNotContainIgnoringCase("deflate");
  }

  @Test
  void aLongOfferIsTakenAsOneMessage() {
    page.openSocket().say(publish(A_LONG_SDP));
    assertThat(page.isTold("failed").path("error").asText()).isEqualTo("not-admitted");
  }

  @Test
  void aMessageLongerThanAnyOfferEndsTheSocket() {
    page.openSocket().say(publish(80_000));
    assertThat(page.closeCode()).isEqualTo(1009);
  }

  @Test
  void whatIsNoMessageOrNoCandidateEndsTheSocket() {
    page.openSocket().say("not JSON");
    assertThat(page.closeCode()).isEqualTo(1007);
    page.openSocket()
        .say(
            "{\"type\":\"trickle\",\"leg\":\"send\",\"candidate\":{\"candidate\":\""
                + "x".repeat(5_000)
                + "\"}}");
    assertThat(page.closeCode()).isEqualTo(1007);
  }

  @Test
  void aPageThatFloodsIsShutOutAndNobodyElse() {
    ClientPage host = new ClientPage(server, practice.invite(encounter, clinician)).checkIn();
    host.openSocket().isToldStep("admitted");
    page.openSocket();
    for (int i = 0; i < 1_000; i++) {
      page.say("{\"type\":\"trouble\",\"kind\":\"none\"}");
    }
    assertThat(page.closeCode()).isEqualTo(1008);

    host.say("{\"type\":\"ping\"}");
    host.isTold("pong");
    page.openSocket().isToldStep("waiting");
  }

  @Test
  void theFifthPageOfAPersonTakesThePlaceOfTheFirst() {
    page.openSocket().isToldStep("waiting");
    for (int i = 0; i < 3; i++) {
      page.onSameDevice().openSocket().isToldStep("waiting");
    }
    ClientPage fifth = page.onSameDevice().openSocket();
    fifth.isToldStep("waiting");
    assertThat(page.closeCode()).isEqualTo(4409);
    fifth.say("{\"type\":\"ping\"}");
    fifth.isTold("pong");
  }

  private static String publish(int sdpLength) {
    return "{\"type\":\"publish\",\"id\":1,\"sdp\":\"" + "x".repeat(sdpLength) + "\"}";
  }
}
