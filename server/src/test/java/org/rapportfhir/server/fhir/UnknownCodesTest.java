package org.rapportfhir.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.ValidationResult;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.rapportfhir.profiles.RapportPackage;

/** Codes of SNOMED CT and the like can't be looked up here: they are let in, with a warning. */
class UnknownCodesTest {
  private static final FhirContext R4 = FhirContext.forR4Cached();
  private static final FhirValidator VALIDATOR = new ValidationConfiguration().fhirValidator(R4);

  @Test
  void aCodeOfASystemThatIsNotHereIsAWarning() {
    var observation = new Observation().setStatus(ObservationStatus.FINAL);
    observation.getCode().addCoding().setSystem("http://loinc.org").setCode("8867-4");

    ValidationResult result = VALIDATOR.validateWithResult(observation);

    assertThat(result.isSuccessful()).isTrue();
    assertThat(result.getMessages())
        .anyMatch(
            message ->
                message.getSeverity() == ResultSeverityEnum.WARNING
                    && message.getMessage().contains("http://loinc.org"));
  }

  @Test
  void whereFhirRequiresItsOwnCodesAnotherSystemIsAnError() {
    var condition = new Condition().setSubject(new Reference("Patient/1"));
    condition.getClinicalStatus().addCoding().setSystem("http://loinc.org").setCode("active");

    assertThat(VALIDATOR.validateWithResult(condition).isSuccessful()).isFalse();
  }

  @Test
  void theExamplesOfOurProfilesAreValid() {
    for (Resource example : RapportPackage.examples(R4)) {
      ValidationResult result = VALIDATOR.validateWithResult(example);
      assertThat(result.isSuccessful()).as("%s: %s", example.getId(), result).isTrue();
    }
  }
}
