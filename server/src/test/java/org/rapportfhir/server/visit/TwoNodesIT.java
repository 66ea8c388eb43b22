package org.rapportfhir.server.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapportfhir.server.support.Eventually.eventually;
import static org.rapportfhir.server.support.Practice.appointment;

import java.time.Duration;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rapportfhir.server.support.ClientPage;
import org.rapportfhir.server.support.Practice;
import org.rapportfhir.server.support.RunningServer;

/** Two nodes on one PostgreSQL and one Janus: a page may be on one, the desk on the other. */
class TwoNodesIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private static RunningServer here;
  private static RunningServer there;

  private final Practice bookings = new Practice(here.ehr());

  @BeforeAll
  static void startTheSecondNode() {
    here = RunningServer.get();
    there = here.secondNode();
  }

  @AfterAll
  static void stopTheSecondNode() {
    there.close();
  }

  @Test
  void aClientWhosePageIsOnOneNodeIsAdmittedByTheDeskOnTheOther() {
    String client = bookings.client();
    String clinician = bookings.clinician();
    Encounter encounter = bookings.encounterOf(bookings.book(appointment(client, clinician)));
    ClientPage page = new ClientPage(here, bookings.invite(encounter, client)).checkIn();
    page.openSocket().isToldStep("waiting");

    var desk = new Practice(there.client(here.clinicianToken(clinician)));
    desk.call(encounter, "$admit", client);
    page.isToldStep("admitted");

    desk.call(encounter, "$end", new Parameters());
    page.isToldStep("ended");
    assertThat(bookings.read(encounter).getStatus()).isEqualTo(EncounterStatus.CANCELLED);
  }

  @Test
  void aLinkOfOneNodeWorksOnTheOtherAndHoldsTheVisitForOneDeviceOnBoth() {
    String client = bookings.client();
    Encounter encounter =
        bookings.encounterOf(bookings.book(appointment(client, bookings.clinician())));
    String link = bookings.invite(encounter, client);
    ClientPage page = new ClientPage(there, link).checkIn();
    page.openSocket().isToldStep("waiting");
    var other = new ClientPage(here, link);
    assertThat(other.get("/state").statusCode()).isEqualTo(409);

    assertThat(other.post("/take-over", "").statusCode()).isEqualTo(200);
    assertThat(page.closeCode()).isEqualTo(4409);
  }

  @Test
  void aVisitBookedOnEitherNodeGetsItsRoom() {
    for (RunningServer node : new RunningServer[] {here, there}) {
      var practice = new Practice(node.client(here.systemToken()));
      Encounter encounter =
          practice.encounterOf(practice.book(appointment(practice.client(), practice.clinician())));
      VisitStore store = here.bean(VisitStore.class);
      String room = store.find(encounter.getIdElement().getIdPart()).orElseThrow().room();
      eventually(SOON, () -> store.isRoomOpen(room), open -> open);
    }
  }
}
