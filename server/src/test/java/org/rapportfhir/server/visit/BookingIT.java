package org.rapportfhir.server.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.rapportfhir.server.support.Eventually.eventually;
import static org.rapportfhir.server.support.Practice.appointment;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapportfhir.profiles.Rapport;
import org.rapportfhir.profiles.VirtualServices;
import org.rapportfhir.server.support.Practice;
import org.rapportfhir.server.support.RunningServer;

class BookingIT {
  private final RunningServer server = RunningServer.get();
  private final IGenericClient ehr = server.ehr();
  private final Practice practice = new Practice(ehr);
  private String client;
  private String clinician;

  @BeforeEach
  void people() {
    client = practice.client();
    clinician = practice.clinician();
  }

  @Test
  void bookingMakesThePlannedEncounterAndPutsTheLandingLinkOnBoth() {
    Appointment booked = practice.book(appointment(client, clinician));
    Encounter encounter = practice.encounterOf(booked);

    String landing = server.base() + "/visit/" + encounter.getIdElement().getIdPart();
    assertThat(VirtualServices.address(booked)).contains(landing);
    assertThat(VirtualServices.address(encounter)).contains(landing);
    assertThat(encounter.getStatus()).isEqualTo(EncounterStatus.PLANNED);
    assertThat(encounter.getClass_().getCode()).isEqualTo("VR");
    assertThat(encounter.getSubject().getReference()).isEqualTo(client);
    assertThat(encounter.getPeriod().getStart()).isEqualTo(booked.getStart());
    assertThat(booked.getSupportingInformationFirstRep().getIdentifier().getValue())
        .isEqualTo(encounter.getIdElement().getIdPart());
  }

  @Test
  void theRoomIsMadeWithinADayOfTheVisitAndNotYetForALaterOne() {
    Instant later = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
    Encounter distant = practice.encounterOf(practice.book(appointment(client, clinician, later)));
    Encounter near = practice.encounterOf(practice.book(appointment(client, clinician)));

    // News of visits come in order, so the distant one was looked at before.
    eventually(Duration.ofSeconds(15), () -> hasRoom(near), Boolean.TRUE::equals);
    assertThat(hasRoom(distant)).isFalse();
  }

  private boolean hasRoom(Encounter encounter) {
    VisitStore visits = server.bean(VisitStore.class);
    return visits.isRoomOpen(
        visits.find(encounter.getIdElement().getIdPart()).orElseThrow().room());
  }

  @Test
  void noPersonalLinkStandsInTheRecord() {
    Appointment booked = practice.book(appointment(client, clinician));
    Encounter encounter = practice.encounterOf(booked);
    practice.invite(encounter, client);

    String record =
        server.fhirContext().newJsonParser().encodeResourceToString(practice.read(encounter))
            + server.fhirContext().newJsonParser().encodeResourceToString(booked);
    assertThat(record).doesNotContain("/join/");
  }

  @Test
  void aBundleMayBringPeopleAndBookingTogether() {
    var patient = new Patient();
    patient.addName().setFamily("Sample");
    var practitioner = new Practitioner();
    practitioner.addName().setFamily("Sample");
    Appointment booking = appointment("urn:uuid:aaaa", "urn:uuid:bbbb");
    var bundle = new Bundle().setType(BundleType.TRANSACTION);
    bundle
        .addEntry()
        .setFullUrl("urn:uuid:aaaa")
        .setResource(patient)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl("Patient");
    bundle
        .addEntry()
        .setFullUrl("urn:uuid:bbbb")
        .setResource(practitioner)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl("Practitioner");
    bundle
        .addEntry()
        .setResource(booking)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl("Appointment");

    Bundle answer = ehr.transaction().withBundle(bundle).execute();

    String appointment = answer.getEntry().get(2).getResponse().getLocation();
    var booked = new Appointment();
    booked.setId(appointment);
    assertThat(practice.encounterOf(booked).getSubject().getReference())
        .isEqualTo(
            answer.getEntry().get(0).getResponse().getLocation().replaceAll("/_history.*", ""));
  }

  @Test
  void bookingTheSameAgainMakesNoSecondVisit() {
    Appointment booking = appointment(client, clinician);
    booking.addIdentifier().setSystem("urn:test:booking").setValue(client);
    String url = "Appointment?identifier=urn:test:booking|" + client;

    var first = ehr.create().resource(booking).conditionalByUrl(url).execute();
    var second = ehr.create().resource(booking).conditionalByUrl(url).execute();
    Appointment same = (Appointment) first.getResource();
    ehr.update().resource(same).execute();

    assertThat(second.getCreated()).isNotEqualTo(Boolean.TRUE);
    Bundle visits =
        ehr.search().byUrl("Encounter?patient=" + client).returnBundle(Bundle.class).execute();
    assertThat(visits.getEntry()).hasSize(1);
  }

  @Test
  void reschedulingMovesTheVisitAndKeepsTheLink() {
    Appointment booked = practice.book(appointment(client, clinician));
    Encounter encounter = practice.encounterOf(booked);
    String link = practice.invite(encounter, client);
    Instant later = Instant.now().plus(Duration.ofHours(3)).truncatedTo(ChronoUnit.SECONDS);

    booked.setStart(Date.from(later)).setEnd(Date.from(later.plus(Duration.ofMinutes(50))));
    booked.getExtension().clear();
    Appointment moved = (Appointment) ehr.update().resource(booked).execute().getResource();

    assertThat(practice.read(encounter).getPeriod().getStart().toInstant()).isEqualTo(later);
    assertThat(VirtualServices.address(moved)).isPresent();
    assertThat(state(link).path("step").asText()).isEqualTo("early");
  }

  @Test
  void cancellingEndsTheVisitAndItsLinksAndFreesTheTime() {
    Appointment booked = practice.book(appointment(client, clinician));
    Encounter encounter = practice.encounterOf(booked);
    String link = practice.invite(encounter, client);

    booked.setStatus(AppointmentStatus.CANCELLED);
    booked.setCancelationReason(new CodeableConcept().setText("Client is ill"));
    ehr.update().resource(booked).execute();

    assertThat(practice.read(encounter).getStatus()).isEqualTo(EncounterStatus.CANCELLED);
    assertThat(server.send(server.request(path(link) + "/state").GET()).statusCode())
        .isEqualTo(404);
    practice.book(appointment(client, clinician));
  }

  @Test
  void aVisitThatEndedEarlyGivesTheCliniciansTimeBack() {
    Encounter ended = practice.encounterOf(practice.book(appointment(client, clinician)));
    practice.call(ended, "$end", new org.hl7.fhir.r4.model.Parameters());
    practice.book(appointment(client, clinician));
    assertThat(visitsOf(client)).hasSize(2);
  }

  @Test
  void aBookingInThePastIsRefused() {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    assertRefused(
        () -> practice.book(appointment(client, clinician, yesterday)), 422, "sched-in-the-past");
    assertThat(visitsOf(client)).isEmpty();
  }

  @Test
  void anEndBeforeTheStartIsRefused() {
    Appointment booking = appointment(client, clinician);
    booking.setEnd(Date.from(booking.getStart().toInstant().minusSeconds(60)));
    BaseServerResponseException refusal = refusal(() -> practice.book(booking));
    assertThat(refusal.getStatusCode()).isEqualTo(422);
    assertThat(issue(refusal).getExpression().toString()).contains("Appointment.end");
    assertThat(visitsOf(client)).isEmpty();
  }

  @Test
  void aSecondBookingOfTheCliniciansTimeIsRefusedAndNothingOfItStored() {
    practice.book(appointment(client, clinician));
    String other = practice.client();
    assertRefused(() -> practice.book(appointment(other, clinician)), 409, "sched-slot-taken");
    assertThat(visitsOf(other)).isEmpty();
    assertThat(
            ehr.search()
                .byUrl("Appointment?actor=" + other)
                .returnBundle(Bundle.class)
                .execute()
                .getEntry())
        .isEmpty();
  }

  @Test
  void ofManyBookingsThatRaceForOneTimeExactlyOneWins() {
    String[] clients = new String[6];
    for (int i = 0; i < clients.length; i++) {
      clients[i] = practice.client();
    }
    Instant start = Instant.now().plus(Duration.ofHours(5)).truncatedTo(ChronoUnit.SECONDS);
    var pool = Executors.newFixedThreadPool(clients.length);
    try {
      List<CompletableFuture<Boolean>> races =
          java.util.Arrays.stream(clients)
              .map(c -> CompletableFuture.supplyAsync(() -> wins(c, start), pool))
              .toList();
      assertThat(races.stream().filter(CompletableFuture::join)).hasSize(1);
    } finally {
      pool.shutdownNow();
    }
  }

  private boolean wins(String who, Instant start) {
    try {
      practice.book(appointment(who, clinician, start));
      return true;
    } catch (BaseServerResponseException lost) {
      assertThat(lost.getStatusCode()).isEqualTo(409);
      return false;
    }
  }

  @Test
  void aVirtualAppointmentWithoutAClinicianIsRefusedAtItsPlace() {
    Appointment booking = appointment(client, clinician);
    booking.getParticipant().get(1).setActor(new Reference(practice.client()));
    BaseServerResponseException refusal = refusal(() -> practice.book(booking));
    assertThat(refusal.getStatusCode()).isEqualTo(422);
    assertThat(issue(refusal).getDiagnostics()).contains("A clinician must take part");
    assertThat(issue(refusal).getExpression().get(0).getValue()).isEqualTo("Appointment");
  }

  @Test
  void anAppointmentThatNeedsTheProfileMustKeepItEvenWhenItDoesNotClaimIt() {
    Appointment booking = appointment(client, clinician);
    booking.getMeta().getProfile().clear();
    booking.addServiceType().addCoding().setSystem("http://snomed.info/sct").setCode("448337001");
    booking.getParticipant().remove(1);
    assertThat(refusal(() -> practice.book(booking)).getStatusCode()).isEqualTo(422);
  }

  @Test
  void anAppointmentInTheRoomGetsNoVisit() {
    Appointment booking = appointment(client, clinician);
    booking.getMeta().getProfile().clear();
    Appointment booked = practice.book(booking);
    assertThat(booked.hasExtension(Rapport.Ext.APPOINTMENT_VIRTUAL_SERVICE)).isFalse();
    assertThat(visitsOf(client)).isEmpty();
  }

  private List<?> visitsOf(String patient) {
    return ehr.search()
        .byUrl("Encounter?patient=" + patient)
        .returnBundle(Bundle.class)
        .execute()
        .getEntry();
  }

  private com.fasterxml.jackson.databind.JsonNode state(String link) {
    return server.read(server.send(server.request(path(link) + "/state").GET()).body());
  }

  private String path(String link) {
    return link.substring(server.base().length());
  }

  private static BaseServerResponseException refusal(ThrowingCallable call) {
    return catchThrowableOfType(BaseServerResponseException.class, call);
  }

  private static OperationOutcome.OperationOutcomeIssueComponent issue(
      BaseServerResponseException refusal) {
    return ((OperationOutcome) refusal.getOperationOutcome()).getIssueFirstRep();
  }

  private static void assertRefused(ThrowingCallable call, int status, String code) {
    BaseServerResponseException refusal = refusal(call);
    assertThat(refusal).isNotNull();
    assertThat(refusal.getStatusCode()).isEqualTo(status);
    assertThat(issue(refusal).getDetails().getCodingFirstRep().getCode()).isEqualTo(code);
  }
}
