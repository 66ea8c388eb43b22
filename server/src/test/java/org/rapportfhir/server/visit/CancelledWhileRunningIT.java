package org.rapportfhir.server.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.rapportfhir.server.support.Practice.appointment;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rapportfhir.server.support.ClientPage;
import org.rapportfhir.server.support.Practice;
import org.rapportfhir.server.support.RunningServer;

/** Giving up the Appointment ends its visit, so while that is running not everybody may. */
class CancelledWhileRunningIT {
  private final RunningServer server = RunningServer.get();
  private final Practice practice = new Practice(server.ehr());
  private String client;
  private String clinician;
  private Appointment appointment;
  private Encounter encounter;

  @BeforeEach
  void booked() {
    client = practice.client();
    clinician = practice.clinician();
    appointment = practice.book(appointment(client, clinician));
    encounter = practice.encounterOf(appointment);
  }

  @ParameterizedTest
  @EnumSource(
      value = AppointmentStatus.class,
      names = {"CANCELLED", "NOSHOW", "ENTEREDINERROR"})
  void aUserWhoIsNoClinicianOfTheVisitCannotGiveItUp(AppointmentStatus status) {
    clientIsAdmitted();
    refused(() -> giveUp(colleague(), status));
    assertThat(status()).isEqualTo(EncounterStatus.ARRIVED);
  }

  @Test
  void norDeleteIt() {
    clientIsAdmitted();
    assertThatThrownBy(
            () -> colleague().delete().resourceById(appointment.getIdElement()).execute())
        .isInstanceOf(BaseServerResponseException.class);
    assertThat(status()).isEqualTo(EncounterStatus.ARRIVED);
  }

  @Test
  void norWithinABatch() {
    clientIsAdmitted();
    appointment.setStatus(AppointmentStatus.CANCELLED);
    var batch = new Bundle().setType(BundleType.BATCH);
    batch
        .addEntry()
        .setResource(appointment)
        .getRequest()
        .setMethod(HTTPVerb.PUT)
        .setUrl("Appointment/" + appointment.getIdElement().getIdPart());
    Bundle answer = colleague().transaction().withBundle(batch).execute();
    assertThat(answer.getEntryFirstRep().getResponse().getStatus()).startsWith("409");
    assertThat(status()).isEqualTo(EncounterStatus.ARRIVED);
  }

  @Test
  void itsOwnClinicianCan() {
    clientIsAdmitted();
    giveUp(server.client(server.clinicianToken(clinician)), AppointmentStatus.CANCELLED);
    assertThat(status()).isEqualTo(EncounterStatus.CANCELLED);
  }

  @Test
  void aSystemCan() {
    clientIsAdmitted();
    giveUp(server.ehr(), AppointmentStatus.CANCELLED);
    assertThat(status()).isEqualTo(EncounterStatus.CANCELLED);
  }

  @Test
  void beforeAnybodyWasLetInEachUserWhoMayChangeAppointmentsCan() {
    new ClientPage(server, practice.invite(encounter, client)).checkIn();
    giveUp(colleague(), AppointmentStatus.CANCELLED);
    assertThat(status()).isEqualTo(EncounterStatus.CANCELLED);
  }

  private void clientIsAdmitted() {
    new ClientPage(server, practice.invite(encounter, client)).checkIn();
    practice.call(encounter, "$admit", client);
  }

  private IGenericClient colleague() {
    return server.client(server.clinicianToken(practice.clinician()));
  }

  private void giveUp(IGenericClient as, AppointmentStatus status) {
    appointment.setStatus(status);
    as.update().resource(appointment).execute();
  }

  private EncounterStatus status() {
    return practice.read(encounter).getStatus();
  }

  private static void refused(ThrowingCallable call) {
    BaseServerResponseException refusal =
        catchThrowableOfType(BaseServerResponseException.class, call);
    assertThat(refusal).isNotNull();
    assertThat(refusal.getStatusCode()).isEqualTo(409);
    var issue = ((OperationOutcome) refusal.getOperationOutcome()).getIssueFirstRep();
    assertThat(issue.getDetails().getCodingFirstRep().getCode()).isEqualTo("visit-running");
    assertThat(issue.getExpression().get(0).getValue()).isEqualTo("Appointment.status");
  }
}
