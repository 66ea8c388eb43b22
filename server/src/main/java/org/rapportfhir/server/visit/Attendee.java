package org.rapportfhir.server.visit;

import org.rapportfhir.profiles.VisitRole;

/**
 * Somebody who is to take part in a visit, and as what.
 *
 * @param reference the person, such as {@code Practitioner/12}; never a PractitionerRole, see
 *     {@link Actors}
 */
public record Attendee(String reference, VisitRole role) {

  /** Whoever a reference names, as what such people usually take part. */
  public static Attendee usual(String reference) {
    if (reference.startsWith("Patient/")) {
      return new Attendee(reference, VisitRole.CLIENT);
    }
    boolean clinician = reference.startsWith("Practitioner/");
    return new Attendee(reference, clinician ? VisitRole.HOST : VisitRole.SUPPORT_PERSON);
  }

  /** Only a Patient is the client and nothing else, and only a Practitioner leads. */
  public boolean fits() {
    return switch (role) {
      case CLIENT -> reference.startsWith("Patient/");
      case HOST, CO_HOST -> reference.startsWith("Practitioner/");
      case INTERPRETER, SUPPORT_PERSON, OBSERVER -> !reference.startsWith("Patient/");
    };
  }
}
