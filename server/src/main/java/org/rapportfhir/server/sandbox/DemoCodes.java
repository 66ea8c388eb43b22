package org.rapportfhir.server.sandbox;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.rapportfhir.profiles.Rapport;

/** The identifiers and codes of the made-up practice. */
final class DemoCodes {
  static final String PRACTICE_SYSTEM = Rapport.BASE + "/sid/sandbox-practice";
  static final String PRACTICE_VALUE = "sample-street";
  static final String NPI = "http://hl7.org/fhir/sid/us-npi";

  private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";

  private DemoCodes() {}

  /** By this the practice is known again at the next start. */
  static Identifier practice() {
    return new Identifier().setSystem(PRACTICE_SYSTEM).setValue(PRACTICE_VALUE);
  }

  static Identifier npi(String number) {
    return identifier("NPI", NPI, number);
  }

  static Identifier licence(String number) {
    return identifier("SL", Rapport.BASE + "/sid/sandbox-licence", number);
  }

  static Identifier clientNumber(String number) {
    return identifier("MR", Rapport.BASE + "/sid/sandbox-client", number);
  }

  static CodeableConcept language(String code) {
    return concept("urn:ietf:bcp:47", code);
  }

  static CodeableConcept taxonomy(String code, String words) {
    return concept("http://nucc.org/provider-taxonomy", code).setText(words);
  }

  static CodeableConcept relationship(String code) {
    return code.equals("interpreter")
        ? concept(TERMINOLOGY + "participant-type", "translator").setText("Interpreter")
        : concept(TERMINOLOGY + "v3-RoleCode", code);
  }

  static CodeableConcept participation(String code) {
    return concept(Rapport.Codes.PARTICIPATION_TYPE, code);
  }

  static CodeableConcept translator() {
    return concept(TERMINOLOGY + "participant-type", "translator");
  }

  /** SNOMED CT's telemedicine consultation, the type that US Core's telehealth example has. */
  static CodeableConcept telemedicine() {
    return concept("http://snomed.info/sct", "448337001");
  }

  static CodeableConcept counselling() {
    return concept(TERMINOLOGY + "service-category", "8");
  }

  static CodeableConcept routine() {
    return concept(TERMINOLOGY + "v2-0276", "ROUTINE");
  }

  private static Identifier identifier(String type, String system, String value) {
    return new Identifier()
        .setType(concept(TERMINOLOGY + "v2-0203", type))
        .setSystem(system)
        .setValue(value);
  }

  private static CodeableConcept concept(String system, String code) {
    return new CodeableConcept().addCoding(new Coding().setSystem(system).setCode(code));
  }
}
