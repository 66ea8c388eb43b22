package org.rapportfhir.server.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.rapportfhir.server.support.Practice.appointment;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentParticipantComponent;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterParticipantComponent;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapportfhir.profiles.Rapport;
import org.rapportfhir.profiles.VirtualServices;
import org.rapportfhir.profiles.VisitRole;
import org.rapportfhir.server.support.ClientPage;
import org.rapportfhir.server.support.Practice;
import org.rapportfhir.server.support.RawFhir;
import org.rapportfhir.server.support.RunningServer;
import org.rapportfhir.video.ParticipantId;
import org.rapportfhir.video.RoomEvent;
import org.rapportfhir.video.RoomId;

/** Whatever an EHR makes of an Appointment, its visit goes along, or the change is refused. */
class FollowingIT {
  private final RunningServer server = RunningServer.get();
  private final IGenericClient ehr = server.ehr();
  private final Practice practice = new Practice(ehr);
  private final RawFhir raw = new RawFhir(server);
  private final Visits visits = server.bean(Visits.class);
  private String client;
  private String clinician;
  private Appointment booked;
  private Encounter encounter;

  @BeforeEach
  void bookedVisit() {
    client = practice.client();
    clinician = practice.clinician();
    booked = practice.book(appointment(client, clinician));
    encounter = practice.encounterOf(booked);
  }

  // Cancelled and booked again

  @Test
  void cancelledAndBookedAgainItHasAnotherVisitThatLives() {
    String oldLink = practice.invite(encounter, client);
    booked = practice.update(booked.setStatus(AppointmentStatus.CANCELLED));
    booked = practice.update(booked.setStatus(AppointmentStatus.BOOKED));

    List<Encounter> both = encountersOf(client);
    assertThat(both)
        .extracting(Encounter::getStatus)
        .containsExactlyInAnyOrder(EncounterStatus.CANCELLED, EncounterStatus.PLANNED);
    Encounter living = living();
    assertThat(linkedVisit()).isEqualTo(living.getIdElement().getIdPart());
    assertThat(VirtualServices.address(booked).orElseThrow())
        .endsWith("/visit/" + living.getIdElement().getIdPart());
    assertThat(new ClientPage(server, practice.invite(living, client)).step()).isEqualTo("welcome");
    assertThat(new ClientPage(server, oldLink).get("/state").statusCode()).isEqualTo(404);
    assertTimeIsTaken(clinician);
  }

  @Test
  void bookedAgainMeanwhileByAnotherTheTimeIsRefusedAndTheAppointmentStaysCancelled() {
    booked = practice.update(booked.setStatus(AppointmentStatus.CANCELLED));
    practice.book(appointment(practice.client(), clinician));

    HttpResponse<String> refused = put(booked.setStatus(AppointmentStatus.BOOKED));

    assertThat(raw.code(refused)).isEqualTo("sched-slot-taken");
    assertThat(stored().getStatus()).isEqualTo(AppointmentStatus.CANCELLED);
    assertThat(encountersOf(client)).hasSize(1);
  }

  @Test
  void aCancelledAppointmentIsNotBookedAgainForATimeThatIsOver() {
    booked = practice.update(booked.setStatus(AppointmentStatus.CANCELLED));
    moveTo(Instant.now().minus(Duration.ofDays(1)));
    assertThat(raw.code(put(booked.setStatus(AppointmentStatus.BOOKED))))
        .isEqualTo("sched-in-the-past");
  }

  @Test
  void afterANoShowTheMovedAppointmentHasAnotherVisit() {
    practice.call(encounter, "$end", new Parameters());
    booked = practice.update(booked.setComment("Nobody came"));
    assertThat(encountersOf(client)).hasSize(1);

    moveTo(Instant.now().plus(Duration.ofHours(6)));
    booked = practice.update(booked);

    assertThat(encountersOf(client)).hasSize(2);
    assertThat(living().getPeriod().getStart()).isEqualTo(booked.getStart());
  }

  @Test
  void anAppointmentWhoseVisitTookPlaceIsNeitherMovedNorBookedAgain() {
    meet();
    practice.call(encounter, "$end", new Parameters());
    booked = practice.update(booked.setStatus(AppointmentStatus.FULFILLED));

    assertThat(raw.refusal(put(booked.setStatus(AppointmentStatus.BOOKED))))
        .isEqualTo(
            "409 sched-visit-over at Appointment.status: The visit of this Appointment has taken"
                + " place; it can't be moved or booked again. Book another Appointment.");
    moveTo(Instant.now().plus(Duration.ofHours(6)));
    assertThat(raw.refusal(put(booked))).startsWith("409 sched-visit-over at Appointment.start");
    assertThat(practice.read(encounter).getStatus()).isEqualTo(EncounterStatus.FINISHED);
  }

  @Test
  void whatIsNoLongerBookedHasNoVisit() {
    practice.update(booked.setStatus(AppointmentStatus.PENDING));
    assertThat(practice.read(encounter).getStatus()).isEqualTo(EncounterStatus.CANCELLED);
  }

  @Test
  void aVisitThatGoesOnIsNotCancelledByItsAppointment() {
    meet();
    for (AppointmentStatus end :
        List.of(
            AppointmentStatus.CANCELLED,
            AppointmentStatus.NOSHOW,
            AppointmentStatus.ENTEREDINERROR)) {
      assertThat(raw.refusal(put(booked.setStatus(end))))
          .isEqualTo(
              "409 visit-going-on at Appointment.status: The visit is going on. End it with $end"
                  + " on its Encounter first.");
    }
    assertThat(practice.read(encounter).getStatus()).isEqualTo(EncounterStatus.INPROGRESS);
    assertThat(stored().getStatus()).isEqualTo(AppointmentStatus.BOOKED);
  }

  // In the room instead, and back

  @Test
  void inTheRoomInsteadTheVirtualVisitIsCancelledAndItsLinksDie() {
    String link = practice.invite(encounter, client);
    booked = inTheRoom();

    assertThat(practice.read(encounter).getStatus()).isEqualTo(EncounterStatus.CANCELLED);
    assertThat(new ClientPage(server, link).get("/state").statusCode()).isEqualTo(404);
    assertThat(booked.getSupportingInformation()).isEmpty();
    assertThat(VirtualServices.address(booked)).isEmpty();
    practice.book(appointment(practice.client(), clinician));
  }

  @Test
  void virtualAfterAllItHasAVisit() {
    booked = inTheRoom();
    booked.getMeta().addProfile(Rapport.Profile.TELEHEALTH_APPOINTMENT);
    booked = practice.update(booked);

    assertThat(living().getIdElement().getIdPart())
        .isEqualTo(linkedVisit())
        .isNotEqualTo(encounter.getIdElement().getIdPart());
  }

  @Test
  void virtualFromTheStartOfItsSecondLifeItHasAVisit() {
    Appointment inPerson = appointment(practice.client(), practice.clinician());
    inPerson.getMeta().getProfile().clear();
    inPerson = practice.book(inPerson);
    inPerson.getMeta().addProfile(Rapport.Profile.TELEHEALTH_APPOINTMENT);
    Appointment virtual = practice.update(inPerson);
    assertThat(practice.encounterOf(virtual).getStatus()).isEqualTo(EncounterStatus.PLANNED);
  }

  // Other people

  @Test
  void anotherClinicianTakesTheVisitOver() {
    String link = practice.invite(encounter, clinician);
    String other = practice.clinician();
    booked.getParticipant().get(1).setActor(new Reference(other));
    booked = practice.update(booked);

    assertThat(practice.read(encounter).getParticipant())
        .singleElement()
        .satisfies(p -> assertThat(p.getIndividual().getReference()).isEqualTo(other));
    assertThat(new ClientPage(server, link).get("/state").statusCode()).isEqualTo(404);
    assertTimeIsTaken(other);
    practice.book(appointment(practice.client(), clinician));
    assertThat(visitOf().people()).filteredOn(Person::leads).hasSize(1);
  }

  @Test
  void aClinicianWhoHasNoTimeDoesNotTakeTheVisitOver() {
    String busy = practice.clinician();
    practice.book(appointment(practice.client(), busy));
    booked.getParticipant().get(1).setActor(new Reference(busy));
    assertThat(raw.code(put(booked))).isEqualTo("sched-slot-taken");
    assertThat(visitOf().personOf(clinician)).isPresent();
    assertThat(visitOf().personOf(busy)).isEmpty();
  }

  @Test
  void theFormerClinicianWhoWasInTheRoomStaysInTheRecordAndLeadsNoMore() {
    meet();
    String other = practice.clinician();
    booked.getParticipant().get(1).setActor(new Reference(other));
    booked = practice.update(booked);

    assertThat(practice.read(encounter).getParticipant())
        .extracting(p -> p.getIndividual().getReference())
        .containsExactly(clinician, other);
    var former = new Practice(server.client(server.clinicianToken(clinician)));
    assertThat(catchThrowable(() -> former.call(encounter, "$admit", client)))
        .hasMessageContaining("Only a clinician of this visit");
  }

  @Test
  void anotherClientBecomesTheSubjectAndTheFormersLinkIsDead() {
    String link = practice.invite(encounter, client);
    String other = practice.client();
    booked.getParticipant().get(0).setActor(new Reference(other));
    booked = practice.update(booked);

    assertThat(practice.read(encounter).getSubject().getReference()).isEqualTo(other);
    assertThat(new ClientPage(server, link).get("/state").statusCode()).isEqualTo(404);
    assertThat(new ClientPage(server, practice.invite(encounter, other)).checkIn().step())
        .isEqualTo("waiting");
    assertThat(encountersOf(client)).isEmpty();
  }

  @Test
  void aClientWhoHasComeIsNotExchangedForAnother() {
    new ClientPage(server, practice.invite(encounter, client)).checkIn();
    booked.getParticipant().get(0).setActor(new Reference(practice.client()));
    assertThat(raw.refusal(put(booked)))
        .isEqualTo(
            "409 visit-client-came at Appointment.participant: The client has come to the visit"
                + " already, so it can't become another client's. Cancel this Appointment and book"
                + " another.");
    assertThat(practice.read(encounter).getSubject().getReference()).isEqualTo(client);
  }

  @Test
  void anInterpreterIsAddedAsTranslatorAndTakenAwayAndTheInvitedGuestStays() {
    String interpreter = practice.relativeOf(client);
    String guest = practice.relativeOf(client);
    practice.invite(encounter, guest);
    VisitRole.INTERPRETER.writeTo(add(interpreter));
    booked = practice.update(booked);
    String link = practice.invite(encounter, interpreter);

    EncounterParticipantComponent entry = participant(interpreter);
    assertThat(entry.getTypeFirstRep().getCodingFirstRep().getSystem())
        .isEqualTo("http://terminology.hl7.org/CodeSystem/participant-type");
    assertThat(entry.getTypeFirstRep().getCodingFirstRep().getCode()).isEqualTo("translator");
    assertThat(VisitRole.of(entry)).contains(VisitRole.INTERPRETER);
    var page = new ClientPage(server, link).checkIn();
    assertThat(page.step()).isEqualTo("waiting");

    booked.getParticipant().remove(2);
    booked = practice.update(booked);

    assertThat(practice.read(encounter).getParticipant())
        .extracting(p -> p.getIndividual().getReference())
        .containsExactlyInAnyOrder(clinician, guest);
    assertThat(page.get("/state").statusCode()).isEqualTo(404);

    VisitRole.INTERPRETER.writeTo(add(interpreter));
    booked = practice.update(booked);
    assertThat(page.get("/state").statusCode()).as("the old link").isEqualTo(404);
    assertThat(new ClientPage(server, practice.invite(encounter, interpreter)).step())
        .isEqualTo("welcome");
  }

  @Test
  void aParticipantsTypeSaysTheRoleToo() {
    String interpreter = practice.relativeOf(client);
    add(interpreter)
        .addType()
        .addCoding()
        .setSystem("http://terminology.hl7.org/CodeSystem/participant-type")
        .setCode("translator");
    String friend = practice.relativeOf(client);
    add(friend);
    booked = practice.update(booked);
    assertThat(VisitRole.of(participant(interpreter))).contains(VisitRole.INTERPRETER);
    assertThat(VisitRole.of(participant(friend))).contains(VisitRole.SUPPORT_PERSON);
    assertThat(participant(friend).getTypeFirstRep().getCodingFirstRep().getCode())
        .isEqualTo("ESC");
  }

  @Test
  void whoWasPutOutDoesNotComeBackWithTheNextChangeOfTheAppointment() {
    practice.call(encounter, "$remove", client);
    practice.update(booked.setComment("Called the client"));
    assertThat(visitOf().personOf(client).orElseThrow().state()).isEqualTo(PersonState.REMOVED);
  }

  @Test
  void aRoleThatDoesNotFitIsRefusedAtItsPlace() {
    VisitRole.HOST.writeTo(add(practice.relativeOf(client)));
    assertThat(raw.refusal(put(booked)))
        .isEqualTo(
            "422 sched-bad-role at Appointment.participant[2]: Only a Patient is the client, and"
                + " only a Practitioner hosts. Change the participant's visit-role or type, or its"
                + " actor.");
  }

  @Test
  void aVisitThatNobodyLeadsIsRefused() {
    VisitRole.INTERPRETER.writeTo(booked.getParticipant().get(1));
    assertThat(raw.refusal(put(booked)))
        .isEqualTo(
            "422 sched-no-host at Appointment.participant: Nobody leads the visit. Add a"
                + " Practitioner who is host, or take the other role from one.");
  }

  // By their roles

  @Test
  void aPractitionerRoleStandsForItsPractitioner() {
    String robin = practice.clinician();
    String role = practice.roleOf(robin);
    Appointment byRole = practice.book(appointment(practice.client(), role));
    Encounter visit = practice.encounterOf(byRole);

    assertThat(visit.getParticipantFirstRep().getIndividual().getReference()).isEqualTo(robin);
    assertTimeIsTaken(robin);
    assertTimeIsTaken(practice.roleOf(robin));
    new Practice(server.client(server.clinicianToken(robin))).invite(visit, role);
  }

  @Test
  void aBundleMayBringTheRoleToo() {
    var role = new PractitionerRole().setPractitioner(new Reference(practice.clinician()));
    String who = practice.client();
    var bundle = new Bundle().setType(BundleType.TRANSACTION);
    bundle
        .addEntry()
        .setFullUrl("urn:uuid:0f6e5a1c-2f0b-4b6e-9d3c-5a8f1d2e3b4c")
        .setResource(role)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl("PractitionerRole");
    bundle
        .addEntry()
        .setResource(appointment(who, "urn:uuid:0f6e5a1c-2f0b-4b6e-9d3c-5a8f1d2e3b4c"))
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl("Appointment");
    ehr.transaction().withBundle(bundle).execute();
    assertThat(encountersOf(who).get(0).getParticipantFirstRep().getIndividual().getReference())
        .isEqualTo(role.getPractitioner().getReference());
  }

  @Test
  void aVacantRoleIsRefusedAtItsPlace() {
    String vacant = practice.roleOf(null);
    HttpResponse<String> refused = raw.post("/Appointment", appointment(practice.client(), vacant));
    assertThat(raw.refusal(refused))
        .isEqualTo(
            "422 sched-no-practitioner at Appointment.participant[1].actor: This PractitionerRole"
                + " names no Practitioner. Name the Practitioner instead, or complete the"
                + " PractitionerRole.");
  }

  private Appointment inTheRoom() {
    booked.getMeta().getProfile().clear();
    booked.getExtension().clear();
    return practice.update(booked);
  }

  private AppointmentParticipantComponent add(String who) {
    return booked
        .addParticipant()
        .setActor(new Reference(who))
        .setStatus(ParticipationStatus.ACCEPTED);
  }

  private void moveTo(Instant start) {
    Instant whole = start.truncatedTo(ChronoUnit.SECONDS);
    booked.setStart(Date.from(whole)).setEnd(Date.from(whole.plus(Duration.ofMinutes(50))));
  }

  /** Both come into the room, as the media server would tell. */
  private void meet() {
    Visit visit = visitOf();
    for (Person person : visit.people()) {
      visits.apply(
          new RoomEvent.Joined(
              new RoomId(visit.room()), new ParticipantId(person.id()), Instant.now()));
    }
    assertThat(visitOf().status()).isEqualTo(VisitStatus.IN_PROGRESS);
  }

  private Visit visitOf() {
    return visits.find(encounter.getIdElement().getIdPart()).orElseThrow();
  }

  private HttpResponse<String> put(Appointment appointment) {
    return raw.put("/Appointment/" + appointment.getIdElement().getIdPart(), appointment);
  }

  private Appointment stored() {
    return ehr.read()
        .resource(Appointment.class)
        .withId(booked.getIdElement().getIdPart())
        .execute();
  }

  private void assertTimeIsTaken(String by) {
    HttpResponse<String> refused = raw.post("/Appointment", appointment(practice.client(), by));
    assertThat(raw.code(refused)).isEqualTo("sched-slot-taken");
  }

  private String linkedVisit() {
    return booked.getSupportingInformationFirstRep().getIdentifier().getValue();
  }

  private EncounterParticipantComponent participant(String who) {
    return practice.read(encounter).getParticipant().stream()
        .filter(p -> who.equals(p.getIndividual().getReference()))
        .findFirst()
        .orElseThrow();
  }

  private Encounter living() {
    return encountersOf(client).stream()
        .filter(e -> e.getStatus() == EncounterStatus.PLANNED)
        .findFirst()
        .orElseThrow();
  }

  private List<Encounter> encountersOf(String patient) {
    return raw.search("/Encounter?patient=" + patient).getEntry().stream()
        .map(entry -> (Encounter) entry.getResource())
        .toList();
  }
}
