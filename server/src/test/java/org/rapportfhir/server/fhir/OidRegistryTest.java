package org.rapportfhir.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.FhirValidator;
import java.util.List;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.OidType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.utilities.OIDUtilities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidRegistryTest {
  private static final FhirContext R4 = FhirContext.forR4Cached();
  private static final FhirValidator VALIDATOR = new ValidationConfiguration().fhirValidator(R4);

  @Test
  void theValidatorFindsOurEmptyListFirst() {
    assertThat(new OIDUtilities().isKnownOID("urn:oid:2.16.840.1.113883.4.1")).isFalse();
  }

  /** The first stands in the library's own list, the second in nobody's. */
  @ParameterizedTest
  @ValueSource(strings = {"urn:oid:2.16.840.1.113883.4.1", "urn:oid:1.3.6.1.4.1.99999.1"})
  void anOidNeedNotBeInAnyList(String oid) {
    assertThat(faultsOf(patientWith(oid))).noneMatch(fault -> fault.contains(oid));
  }

  @Test
  void aBrokenOidIsStillAFault() {
    assertThat(faultsOf(patientWith("urn:oid:not-an-oid")))
        .anyMatch(fault -> fault.startsWith("ERROR") && fault.contains("OID"));
  }

  private static Patient patientWith(String oid) {
    var patient = new Patient();
    patient.addIdentifier().setSystem(oid).setValue("1");
    patient.addExtension(new Extension("http://example.org/oid", new OidType(oid)));
    return patient;
  }

  private static List<String> faultsOf(Patient patient) {
    return VALIDATOR.validateWithResult(patient).getMessages().stream()
        .map(message -> message.getSeverity() + " " + message.getMessage())
        .toList();
  }
}
