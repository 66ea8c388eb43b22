package org.rapportfhir.server.fhir;

import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;

/** Patients of one test, found again by an identifier that no other test uses. */
final class TestPatients {
  private static final String SYSTEM = "urn:test:fhir";

  private TestPatients() {}

  static Patient patient(String identifier) {
    return patient(identifier, "Sample");
  }

  static Patient patient(String identifier, String family) {
    var patient = new Patient();
    patient.addIdentifier().setSystem(SYSTEM).setValue(identifier);
    patient.addName().setFamily(family).addGiven("Ana");
    patient.setGender(AdministrativeGender.FEMALE);
    return patient;
  }

  /** A query that finds it, percent-encoded. */
  static String by(String identifier) {
    return "identifier=" + SYSTEM + "%7C" + identifier;
  }
}
