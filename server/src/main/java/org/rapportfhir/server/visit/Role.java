package org.rapportfhir.server.visit;

import org.rapportfhir.profiles.VisitRole;

/** What a person may do in a visit. */
public enum Role {
  /** The person whom the visit is for; waits to be admitted. */
  CLIENT,
  /** A clinician of the visit; is let in at once, admits and ends. */
  HOST,
  /** An interpreter, support person or observer; waits to be admitted. */
  GUEST;

  static Role of(VisitRole role) {
    return switch (role) {
      case CLIENT -> CLIENT;
      case HOST, CO_HOST -> HOST;
      case INTERPRETER, SUPPORT_PERSON, OBSERVER -> GUEST;
    };
  }
}
