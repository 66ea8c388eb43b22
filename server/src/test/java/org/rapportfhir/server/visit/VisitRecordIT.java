package org.rapportfhir.server.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapportfhir.server.support.Practice.appointment;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Date;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapportfhir.profiles.Rapport;
import org.rapportfhir.profiles.VirtualServices;
import org.rapportfhir.profiles.VisitRole;
import org.rapportfhir.server.support.ClientPage;
import org.rapportfhir.server.support.Practice;
import org.rapportfhir.server.support.RawFhir;
import org.rapportfhir.server.support.RunningServer;

/** The Encounter of a visit says what happened, whoever else writes to it, and stays. */
class VisitRecordIT {
  private static final String ENCOUNTER_STAYS =
      "409 visit-encounter-stays at -: The Encounter is the record of a visit and can't be deleted."
          + " Cancel the Appointment to cancel the visit; set the Encounter of a visit that is over"
          + " to entered-in-error.";
  private static final String APPOINTMENT_STAYS =
      "409 sched-appointment-stays at -: The Appointment has a visit, whose record points to it."
          + " Don't delete it: set its status to cancelled, or to entered-in-error, which cancels"
          + " the visit.";

  private final RunningServer server = RunningServer.get();
  private final Practice practice = new Practice(server.ehr());
  private final RawFhir raw = new RawFhir(server);
  private String client;
  private String clinician;
  private Appointment booked;
  private Encounter encounter;
  private String path;

  @BeforeEach
  void bookedVisit() {
    client = practice.client();
    clinician = practice.clinician();
    Appointment booking = appointment(client, clinician);
    booking.addIdentifier().setSystem("urn:test:booking").setValue(client);
    booked = practice.book(booking);
    encounter = practice.encounterOf(booked);
    path = "/Encounter/" + encounter.getIdElement().getIdPart();
  }

  // Deletes

  @Test
  void theEncounterOfAVisitIsNotDeleted() {
    assertThat(raw.refusal(raw.delete(path))).isEqualTo(ENCOUNTER_STAYS);
    assertThat(raw.refusal(raw.delete("/Encounter?patient=" + client))).isEqualTo(ENCOUNTER_STAYS);
    assertThat(raw.refusal(transaction(HTTPVerb.DELETE, path.substring(1), null)))
        .isEqualTo(ENCOUNTER_STAYS);
    assertThat(raw.refusal(transaction(HTTPVerb.DELETE, "Encounter?patient=" + client, null)))
        .isEqualTo(ENCOUNTER_STAYS);
    assertThat(batch(path.substring(1))).startsWith("409");

    practice.update(booked.setStatus(AppointmentStatus.CANCELLED));
    assertThat(raw.refusal(raw.delete(path))).isEqualTo(ENCOUNTER_STAYS);
    assertThat(raw.get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void anAppointmentWithAVisitIsNotDeleted() {
    String appointment = "Appointment/" + booked.getIdElement().getIdPart();
    String condition = "Appointment?identifier=urn:test:booking%7C" + client.replace("/", "%2F");

    assertThat(raw.refusal(raw.delete("/" + appointment))).isEqualTo(APPOINTMENT_STAYS);
    assertThat(raw.refusal(raw.delete("/" + condition))).isEqualTo(APPOINTMENT_STAYS);
    assertThat(raw.refusal(transaction(HTTPVerb.DELETE, appointment, null)))
        .isEqualTo(APPOINTMENT_STAYS);
    assertThat(raw.refusal(transaction(HTTPVerb.DELETE, condition, null)))
        .isEqualTo(APPOINTMENT_STAYS);
    assertThat(batch(appointment)).startsWith("409");

    assertThat(practice.read(encounter).getStatus()).isEqualTo(EncounterStatus.PLANNED);
    assertThat(new ClientPage(server, practice.invite(encounter, client)).step())
        .isEqualTo("welcome");
  }

  @Test
  void bothTogetherAreNotDeletedEither() {
    var bundle = new Bundle().setType(BundleType.TRANSACTION);
    for (String url :
        new String[] {path.substring(1), "Appointment/" + booked.getIdElement().getIdPart()}) {
      bundle.addEntry().getRequest().setMethod(HTTPVerb.DELETE).setUrl(url);
    }
    assertThat(raw.post("", bundle).statusCode()).isEqualTo(409);
    assertThat(raw.get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void whatHasNoVisitIsDeleted() {
    Appointment inPerson = appointment(client, clinician);
    inPerson.getMeta().getProfile().clear();
    inPerson = practice.book(inPerson);
    assertThat(raw.delete("/Appointment/" + inPerson.getIdElement().getIdPart()).statusCode())
        .isEqualTo(200);
    var other = new Encounter().setStatus(EncounterStatus.PLANNED);
    other.setClass_(new Coding(Rapport.Codes.ACT_CODE, "AMB", null));
    var created = raw.read(raw.post("/Encounter", other), Encounter.class);
    assertThat(raw.delete("/Encounter/" + created.getIdElement().getIdPart()).statusCode())
        .isEqualTo(200);
  }

  // Changes from outside

  @Test
  void whatRapportSaysIsPutBackAndWhatTheEhrSaysIsKept() {
    new ClientPage(server, practice.invite(encounter, client)).checkIn();
    encounter = practice.read(encounter);
    encounter.getMeta().getProfile().clear();
    encounter.getExtension().clear();
    encounter.getIdentifier().clear();
    encounter.getContained().clear();
    encounter.getLocation().clear();
    encounter.getStatusHistory().clear();
    encounter.getAppointment().clear();
    encounter.getPeriod().setStart(new Date(0));
    encounter.getParticipantFirstRep().getExtension().clear();
    encounter.addReasonCode().setText("Trouble with sleep");
    encounter.addParticipant().setIndividual(new Reference(practice.clinician()));

    assertThat(raw.put(path, encounter).statusCode()).isEqualTo(200);

    Encounter now = practice.read(encounter);
    assertThat(now.getMeta().hasProfile(Rapport.Profile.TELEHEALTH_ENCOUNTER)).isTrue();
    assertThat(VirtualServices.address(now)).isPresent();
    assertThat(now.getIdentifierFirstRep().getSystem()).isEqualTo(Rapport.Sid.VISIT);
    assertThat(now.getLocation()).hasSize(1);
    assertThat(now.getStatusHistory()).hasSize(1);
    assertThat(now.getAppointmentFirstRep().getReference())
        .isEqualTo("Appointment/" + booked.getIdElement().getIdPart());
    assertThat(now.getPeriod().getStart()).isEqualTo(booked.getStart());
    assertThat(VisitRole.of(now.getParticipantFirstRep())).contains(VisitRole.HOST);
    assertThat(now.getReasonCodeFirstRep().getText()).isEqualTo("Trouble with sleep");
    assertThat(now.getParticipant()).hasSize(2);

    practice.call(encounter, "$end", new Parameters());
    assertThat(practice.read(encounter).getReasonCode()).hasSize(1);
    assertThat(practice.read(encounter).getParticipant()).hasSize(2);
  }

  @Test
  void appointmentAndEncounterMayChangeInOneTransaction() {
    Date later = new Date(booked.getStart().getTime() + 3_600_000);
    booked.setStart(later).setEnd(new Date(later.getTime() + 3_000_000));
    encounter.addReasonCode().setText("Trouble with sleep");
    var bundle = new Bundle().setType(BundleType.TRANSACTION);
    for (Resource changed : new Resource[] {booked, encounter}) {
      bundle
          .addEntry()
          .setResource(changed)
          .getRequest()
          .setMethod(HTTPVerb.PUT)
          .setUrl(changed.getIdElement().toUnqualifiedVersionless().getValue());
    }

    assertThat(raw.post("", bundle).statusCode()).isEqualTo(200);

    Encounter now = practice.read(encounter);
    assertThat(now.getPeriod().getStart()).isEqualTo(later);
    assertThat(now.getReasonCodeFirstRep().getText()).isEqualTo("Trouble with sleep");
  }

  @Test
  void anotherStatusIsRefusedInWhateverWayItComes() {
    String refusal =
        "409 visit-facts at Encounter.status: Status, subject and people of a visit's Encounter"
            + " follow from the visit. Change the Appointment, or call $invite, $remove or $end on"
            + " the Encounter; then read it again.";
    String patch = "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"cancelled\"}]";
    encounter.setStatus(EncounterStatus.CANCELLED);

    assertThat(raw.refusal(raw.put(path, encounter))).isEqualTo(refusal);
    assertThat(raw.refusal(raw.put("/Encounter?_id=" + path.substring(11), encounter)))
        .isEqualTo(refusal);
    assertThat(
            raw.refusal(
                raw.send(
                    "PATCH",
                    path,
                    BodyPublishers.ofString(patch),
                    "Content-Type",
                    "application/json-patch+json")))
        .isEqualTo(refusal);
    assertThat(raw.refusal(transaction(HTTPVerb.PUT, path.substring(1), encounter)))
        .isEqualTo(refusal);
    assertThat(practice.read(encounter).getStatus()).isEqualTo(EncounterStatus.PLANNED);
  }

  @Test
  void anotherClientIsRefused() {
    encounter.setSubject(new Reference(practice.client()));
    assertThat(raw.refusal(raw.put(path, encounter)))
        .startsWith("409 visit-facts at Encounter.subject");
  }

  @Test
  void nobodyIsTakenFromTheVisitOrBroughtIntoItByItsRecord() {
    VisitRole.INTERPRETER.writeTo(
        encounter.addParticipant().setIndividual(new Reference(practice.relativeOf(client))));
    assertThat(raw.refusal(raw.put(path, encounter)))
        .startsWith("409 visit-facts at Encounter.participant");
    encounter.getParticipant().clear();
    assertThat(raw.refusal(raw.put(path, encounter)))
        .startsWith("409 visit-facts at Encounter.participant");
  }

  @Test
  void theRecordOfAVisitThatIsOverMayBeMarkedAsAnError() {
    encounter.setStatus(EncounterStatus.ENTEREDINERROR);
    assertThat(raw.put(path, encounter).statusCode()).isEqualTo(409);
    practice.update(booked.setStatus(AppointmentStatus.CANCELLED));

    encounter = practice.read(encounter).setStatus(EncounterStatus.ENTEREDINERROR);
    assertThat(raw.put(path, encounter).statusCode()).isEqualTo(200);
    assertThat(practice.read(encounter).getStatus()).isEqualTo(EncounterStatus.ENTEREDINERROR);
  }

  private HttpResponse<String> transaction(HTTPVerb verb, String url, Resource resource) {
    var bundle = new Bundle().setType(BundleType.TRANSACTION);
    bundle.addEntry().setResource(resource).getRequest().setMethod(verb).setUrl(url);
    return raw.post("", bundle);
  }

  private String batch(String url) {
    var bundle = new Bundle().setType(BundleType.BATCH);
    bundle.addEntry().getRequest().setMethod(HTTPVerb.DELETE).setUrl(url);
    return raw.read(raw.post("", bundle), Bundle.class)
        .getEntryFirstRep()
        .getResponse()
        .getStatus();
  }
}
