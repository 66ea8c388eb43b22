package org.rapportfhir.server.scheduling;

import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.rapportfhir.server.fhir.ErrorSpec;
import org.rapportfhir.server.fhir.RapportError;

/** Why a booking is refused. */
public enum SchedulingError implements RapportError {
  IN_THE_PAST(
      "sched-in-the-past",
      422,
      IssueType.BUSINESSRULE,
      "A visit can't be booked for a time that is over. Choose a later start."),
  END_BEFORE_START(
      "sched-end-before-start",
      422,
      IssueType.BUSINESSRULE,
      "The appointment must end after it starts. Set Appointment.end later than Appointment.start."),
  TOO_LONG(
      "sched-too-long",
      422,
      IssueType.BUSINESSRULE,
      "A visit lasts at most 12 hours. Check Appointment.start and Appointment.end."),
  SLOT_TAKEN(
      "sched-slot-taken",
      409,
      IssueType.CONFLICT,
      "The clinician has another virtual visit at that time. Choose another time, or change or"
          + " cancel the other Appointment first."),
  ONE_CLIENT(
      "sched-one-client",
      422,
      IssueType.NOTSUPPORTED,
      "A virtual visit has one client so far; book one Appointment for each."),
  NO_PRACTITIONER(
      "sched-no-practitioner",
      422,
      IssueType.BUSINESSRULE,
      "This PractitionerRole names no Practitioner. Name the Practitioner instead, or complete the"
          + " PractitionerRole."),
  BAD_ROLE(
      "sched-bad-role",
      422,
      IssueType.BUSINESSRULE,
      "Only a Patient is the client, and only a Practitioner hosts. Change the participant's"
          + " visit-role or type, or its actor."),
  NO_HOST(
      "sched-no-host",
      422,
      IssueType.BUSINESSRULE,
      "Nobody leads the visit. Add a Practitioner who is host, or take the other role from one."),
  VISIT_OVER(
      "sched-visit-over",
      409,
      IssueType.BUSINESSRULE,
      "The visit of this Appointment has taken place; it can't be moved or booked again. Book"
          + " another Appointment."),
  APPOINTMENT_STAYS(
      "sched-appointment-stays",
      409,
      IssueType.BUSINESSRULE,
      "The Appointment has a visit, whose record points to it. Don't delete it: set its status to"
          + " cancelled, or to entered-in-error, which cancels the visit.");

  private final ErrorSpec spec;

  SchedulingError(String code, int status, IssueType type, String advice) {
    this.spec = new ErrorSpec(code, status, type, advice);
  }

  @Override
  public ErrorSpec spec() {
    return spec;
  }
}
