package org.rapportfhir.server.visit;

/** What a person may do in a visit. */
public enum Role {
  /** The person whom the visit is for; waits to be admitted. */
  CLIENT,
  /** A clinician of the visit; is let in at once, admits and ends. */
  HOST,
  /** An interpreter or support person; waits to be admitted. */
  GUEST;

  /** The role that follows from the kind of resource a reference names. */
  static Role of(String reference) {
    if (reference.startsWith("Patient/")) {
      return CLIENT;
    }
    return reference.startsWith("Practitioner") ? HOST : GUEST;
  }
}
