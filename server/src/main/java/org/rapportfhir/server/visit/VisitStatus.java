package org.rapportfhir.server.visit;

/** A visit's states, in FHIR's words for {@code Encounter.status}. */
public enum VisitStatus {
  PLANNED("planned"),
  /** A client waits. */
  ARRIVED("arrived"),
  /** A client and a clinician have met in the room. */
  IN_PROGRESS("in-progress"),
  FINISHED("finished"),
  CANCELLED("cancelled");

  private final String code;

  VisitStatus(String code) {
    this.code = code;
  }

  /** The code of {@code http://hl7.org/fhir/encounter-status}. */
  public String code() {
    return code;
  }

  public boolean over() {
    return this == FINISHED || this == CANCELLED;
  }
}
