package org.rapportfhir.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapportfhir.server.support.Eventually.eventually;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Encounter.StatusHistoryComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.rapportfhir.profiles.MediaModality;
import org.rapportfhir.profiles.MediaUsed;
import org.rapportfhir.profiles.PatientLocation;
import org.rapportfhir.profiles.PlaceKind;
import org.rapportfhir.profiles.PlaceOfService;
import org.rapportfhir.profiles.TechnicalTrouble;
import org.rapportfhir.profiles.TelehealthModifier;
import org.rapportfhir.profiles.TroubleKind;
import org.rapportfhir.server.support.Practice;
import org.rapportfhir.server.support.RunningServer;

/** An EHR books; two people meet; the Encounter tells what really happened. */
class MainJobE2E {
  private static final Duration SOON = Duration.ofSeconds(45);

  private static RunningServer server;
  private static Browser browser;

  private final Practice practice = new Practice(server.ehr());
  private String client;
  private String clinician;
  private Encounter encounter;
  private JoinPage clientPage;
  private JoinPage hostPage;

  @BeforeAll
  static void start() {
    server = RunningServer.get();
    browser = new Browser();
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @AfterEach
  void closePages(TestInfo test) {
    for (JoinPage page : new JoinPage[] {clientPage, hostPage}) {
      if (page != null) {
        String name = test.getTestMethod().orElseThrow().getName();
        String who = page == hostPage ? "host" : "client";
        page.page()
            .screenshot(
                new Page.ScreenshotOptions()
                    .setPath(Path.of("target", "e2e", name + "-" + who + ".png")));
        page.page().context().close();
      }
    }
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void twoPeopleMeetByVideoAndTheEncounterSays95() {
    Instant before = Instant.now();
    bookAndWait();
    admit();
    hostPage.seesVideo(SOON);
    clientPage.seesVideo(SOON);
    clientPage.hearsSound(SOON);

    assertThat(encounterUntil(EncounterStatus.INPROGRESS).getStatus())
        .isEqualTo(EncounterStatus.INPROGRESS);
    practice.call(encounter, "$end", new Parameters());
    clientPage.hasEnded();

    Encounter ended = encounterUntil(EncounterStatus.FINISHED);
    assertThat(TelehealthModifier.of(ended)).contains(TelehealthModifier.VIDEO);
    assertThat(PlaceOfService.of(ended)).contains(PlaceOfService.AT_HOME);
    assertThat(MediaUsed.of(ended).orElseThrow().modality()).isEqualTo(MediaModality.AUDIO_VIDEO);
    assertThat(ended.getPeriod().getStart().toInstant()).isBetween(before, Instant.now());
    assertThat(ended.getPeriod().getEnd()).isAfter(ended.getPeriod().getStart());
    assertThat(ended.getStatusHistory())
        .extracting(StatusHistoryComponent::getStatus)
        .containsExactly(
            EncounterStatus.PLANNED, EncounterStatus.ARRIVED, EncounterStatus.INPROGRESS);
    assertThat(ended.getSubject().getReference()).isEqualTo(client);
    assertThat(ended.getParticipantFirstRep().getIndividual().getReference()).isEqualTo(clinician);
    assertThat(ended.getParticipantFirstRep().getPeriod().getEnd()).isNotNull();
    PatientLocation where = PatientLocation.of(ended.getLocationFirstRep()).orElseThrow();
    assertThat(where.state()).isEqualTo("OR");
    assertThat(where.place()).isEqualTo(PlaceKind.HOME);
  }

  @Test
  void withTheClientsCameraOffThroughoutTheEncounterSays93() {
    bookAndWait(page -> page.cameraOff());
    admit();
    clientPage.hearsSound(SOON);
    hostPage.hearsSound(SOON);
    practice.call(encounter, "$end", new Parameters());

    Encounter ended = encounterUntil(EncounterStatus.FINISHED);
    assertThat(TelehealthModifier.of(ended)).contains(TelehealthModifier.AUDIO_ONLY);
    assertThat(MediaUsed.of(ended).orElseThrow().modality()).isEqualTo(MediaModality.AUDIO_ONLY);
    assertThat(PlaceOfService.of(ended)).contains(PlaceOfService.AT_HOME);
  }

  @Test
  void aJanusKilledInTheCallIsBackForBothSidesWithoutAnybodyClicking() throws IOException {
    bookAndWait();
    admit();
    hostPage.seesVideo(SOON);
    clientPage.seesVideo(SOON);

    killJanus();
    Instant killed = Instant.now();
    Duration limit = Duration.ofSeconds(15);
    long hostFrames = hostPage.framesDecoded();
    long clientFrames = clientPage.framesDecoded();
    eventually(limit, hostPage::framesDecoded, now -> now < hostFrames || now > hostFrames + 60);
    hostPage.seesVideo(limit.minus(Duration.between(killed, Instant.now())));
    clientPage.seesVideo(limit.minus(Duration.between(killed, Instant.now())));
    assertThat(Duration.between(killed, Instant.now())).isLessThan(limit);
    assertThat(clientFrames).isPositive();

    practice.call(encounter, "$end", new Parameters());
    Encounter ended = encounterUntil(EncounterStatus.FINISHED);
    List<TechnicalTrouble> trouble = TechnicalTrouble.of(ended);
    assertThat(trouble)
        .anySatisfy(
            t -> {
              assertThat(t.kind()).isEqualTo(TroubleKind.MEDIA_SERVER);
              assertThat(t.resolved()).isTrue();
            });
    assertThat(TelehealthModifier.of(ended)).contains(TelehealthModifier.VIDEO);
  }

  @Test
  void whenEverybodyHasLeftTheVisitEndsByItself() {
    bookAndWait();
    admit();
    hostPage.seesVideo(SOON);
    clientPage.page().context().close();
    hostPage.page().context().close();
    clientPage = null;
    hostPage = null;

    Encounter ended = encounterUntil(EncounterStatus.FINISHED);
    assertThat(TelehealthModifier.of(ended)).contains(TelehealthModifier.VIDEO);
  }

  private void bookAndWait() {
    bookAndWait(page -> {});
  }

  private void bookAndWait(java.util.function.Consumer<JoinPage> atDeviceCheck) {
    client = practice.client();
    clinician = practice.clinician();
    Appointment booked = practice.book(Practice.appointment(client, clinician));
    encounter = practice.encounterOf(booked);
    clientPage = new JoinPage(browser.page(390, 844));
    clientPage.open(practice.invite(encounter, client)).imHere();
    com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat(
            clientPage.heading("Can you see and hear?"))
        .isVisible();
    atDeviceCheck.accept(clientPage);
    clientPage.devicesWork().atHome().isWaiting();
    encounterUntil(EncounterStatus.ARRIVED);
    hostPage = new JoinPage(browser.page(1280, 800));
    hostPage.open(practice.invite(encounter, clinician)).imHere().isInCall();
  }

  private void admit() {
    practice.call(encounter, "$admit", client);
    clientPage.isInCall();
  }

  private Encounter encounterUntil(EncounterStatus status) {
    return eventually(SOON, () -> practice.read(encounter), found -> found.getStatus() == status);
  }

  private static void killJanus() throws IOException {
    Path pid = server.dataDirectory().resolve("janus").resolve("janus.pid");
    long janus = Long.parseLong(Files.readString(pid).strip().split("\\s+", 2)[0]);
    ProcessHandle.of(janus).orElseThrow().destroyForcibly();
  }
}
