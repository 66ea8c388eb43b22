package org.rapportfhir.bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The practice as one target knows it: the ids it gave, and counters for what is still to come. */
final class LoadedPractice {
  private final Practice practice;
  private final List<String> practitioners;
  private final List<String> patients;
  private final AtomicLong newcomers = new AtomicLong();
  private final AtomicLong bookings = new AtomicLong();

  /**
   * @param practitioners ids in the practice's order
   * @param patients ids in the practice's order
   */
  LoadedPractice(Practice practice, List<String> practitioners, List<String> patients) {
    this.practice = practice;
    this.practitioners = List.copyOf(practitioners);
    this.patients = List.copyOf(patients);
  }

  Practice practice() {
    return practice;
  }

  String patientId(int index) {
    return patients.get(index);
  }

  String patientReference(int index) {
    return "Patient/" + patients.get(index);
  }

  String practitionerReference(int index) {
    return "Practitioner/" + practitioners.get(index);
  }

  /** A number no other request on this target had. */
  long nextNewcomer() {
    return newcomers.getAndIncrement();
  }

  /** A free half hour no other request on this target had. */
  Practice.Booking nextBooking() {
    return practice.booking(bookings.getAndIncrement());
  }
}
