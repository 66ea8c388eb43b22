package org.rapportfhir.server.visit;

import org.rapportfhir.server.smart.Caller;

/**
 * Who may let people in, put them out and end a visit: its own clinicians, and systems. A scope
 * says what kind of thing a user may do, not in whose visit.
 */
final class Leading {
  private Leading() {}

  /**
   * @throws org.rapportfhir.server.fhir.RapportException {@code visit-not-host}
   */
  static void refuseOthers(Visit visit) {
    if (!isAllowed(visit)) {
      throw VisitError.NOT_HOST.refusal();
    }
  }

  static boolean isAllowed(Visit visit) {
    Caller caller = Caller.current();
    return caller.isSystemThatMayUpdate("Encounter") || isHost(visit, caller);
  }

  /**
   * To give up the Appointment of a visit that goes on is to end the visit.
   *
   * @throws org.rapportfhir.server.fhir.RapportException {@code visit-running}
   */
  static void refuseOthersWhileRunning(Visit visit) {
    Caller caller = Caller.find().orElse(null); // null: the server itself
    if (visit.isRunning()
        && caller != null
        && !caller.isSystemThatMayGiveUp("Appointment")
        && !isHost(visit, caller)) {
      throw VisitError.RUNNING.at("Appointment.status");
    }
  }

  private static boolean isHost(Visit visit, Caller caller) {
    String user = caller.fhirUser();
    return user != null && visit.personOf(user).filter(Person::leads).isPresent();
  }
}
