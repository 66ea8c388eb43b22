package org.rapportfhir.server.visit;

import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.rapportfhir.server.fhir.ErrorSpec;
import org.rapportfhir.server.fhir.RapportError;

/** What a visit refuses. */
public enum VisitError implements RapportError {
  NO_SUCH_VISIT(
      "visit-unknown", 404, IssueType.NOTFOUND, "There is no visit with this Encounter id."),
  OVER(
      "visit-over",
      409,
      IssueType.BUSINESSRULE,
      "The visit has ended or was cancelled. Book another Appointment."),
  NOT_IN_VISIT(
      "visit-person-unknown",
      422,
      IssueType.NOTFOUND,
      "This person does not take part in the visit; add a participant to the Appointment, or invite"
          + " the person with $invite."),
  NOT_WAITING(
      "visit-not-waiting",
      409,
      IssueType.BUSINESSRULE,
      "The person is not in the waiting room; only somebody who has checked in can be admitted."),
  BAD_PARTICIPANT(
      "visit-bad-participant",
      400,
      IssueType.VALUE,
      "Give participant as a Reference to a Patient, RelatedPerson, Practitioner or"
          + " PractitionerRole."),
  NO_PRACTITIONER(
      "visit-no-practitioner",
      422,
      IssueType.BUSINESSRULE,
      "This PractitionerRole names no Practitioner. Name the Practitioner instead, or complete the"
          + " PractitionerRole."),
  BAD_ROLE(
      "visit-bad-role",
      422,
      IssueType.VALUE,
      "Give role as host or co-host for a Practitioner, as interpreter, support-person or observer"
          + " for a Practitioner or RelatedPerson, or leave it out."),
  BAD_REASON("visit-bad-reason", 422, IssueType.VALUE, "A reason has at most 500 characters."),
  GOING_ON(
      "visit-going-on",
      409,
      IssueType.BUSINESSRULE,
      "The visit is going on. End it with $end on its Encounter first."),
  CLIENT_CAME(
      "visit-client-came",
      409,
      IssueType.BUSINESSRULE,
      "The client has come to the visit already, so it can't become another client's. Cancel this"
          + " Appointment and book another."),
  FACTS(
      "visit-facts",
      409,
      IssueType.BUSINESSRULE,
      "Status, subject and people of a visit's Encounter follow from the visit. Change the"
          + " Appointment, or call $invite, $remove or $end on the Encounter; then read it again."),
  ENCOUNTER_STAYS(
      "visit-encounter-stays",
      409,
      IssueType.BUSINESSRULE,
      "The Encounter is the record of a visit and can't be deleted. Cancel the Appointment to"
          + " cancel the visit; set the Encounter of a visit that is over to entered-in-error."),
  NOT_HOST(
      "visit-not-host",
      403,
      IssueType.FORBIDDEN,
      "Only a clinician of this visit, or a system with the scope for it, may do this."),
  RUNNING(
      "visit-running",
      409,
      IssueType.BUSINESSRULE,
      "The visit of this Appointment is going on. Let one of its clinicians end it, or change the"
          + " Appointment when it is over."),
  LINK_ENDED("link-ended", 404, IssueType.NOTFOUND, "The link no longer works."),
  OTHER_DEVICE("other-device", 409, IssueType.CONFLICT, "The visit is open on another device."),
  NOT_CHECKED_IN("not-checked-in", 403, IssueType.FORBIDDEN, "Check in on this device first."),
  TOO_MANY_PAGES(
      "too-many-pages",
      503,
      IssueType.THROTTLED,
      "Too many pages are open. Try again in a minute."),
  TOO_EARLY("too-early", 409, IssueType.BUSINESSRULE, "The visit is not open yet."),
  BAD_PLACE("bad-place", 422, IssueType.VALUE, "Say where you are: a state, and an address."),
  BAD_NOTE("bad-note", 422, IssueType.VALUE, "A note has 1 to 280 characters."),
  BAD_FEEDBACK("bad-feedback", 422, IssueType.VALUE, "The rating is bad, okay or good."),
  BAD_REPLY("bad-reply", 422, IssueType.VALUE, "A reply is ok or cannot-stay.");

  private final ErrorSpec spec;

  VisitError(String code, int status, IssueType type, String advice) {
    this.spec = new ErrorSpec(code, status, type, advice);
  }

  @Override
  public ErrorSpec spec() {
    return spec;
  }
}
