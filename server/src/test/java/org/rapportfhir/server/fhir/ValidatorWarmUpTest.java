package org.rapportfhir.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.IValidationContext;
import ca.uhn.fhir.validation.IValidatorModule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.junit.jupiter.api.Test;

class ValidatorWarmUpTest {
  private static final FhirContext R4 = FhirContext.forR4Cached();

  @Test
  void validatesWhatEhrsWriteFirst() {
    Set<String> seen = new HashSet<>();

    warmUp(noting(seen)).validateExamples();

    assertThat(seen).containsExactlyInAnyOrder("Appointment", "Encounter", "Patient");
  }

  @Test
  void aBrokenValidatorDoesNotStopTheServer() {
    ValidatorWarmUp broken = warmUp(failing());

    assertThatCode(broken::validateExamples).doesNotThrowAnyException();
  }

  private static ValidatorWarmUp warmUp(IValidatorModule module) {
    FhirValidator validator = R4.newValidator().registerValidatorModule(module);
    return new ValidatorWarmUp(R4, validator, new RequiredProfiles(List.of()));
  }

  private static IValidatorModule noting(Set<String> seen) {
    return new IValidatorModule() {
      @Override
      public void validateResource(IValidationContext<IBaseResource> context) {
        seen.add(context.getResource().fhirType());
      }
    };
  }

  private static IValidatorModule failing() {
    return new IValidatorModule() {
      @Override
      public void validateResource(IValidationContext<IBaseResource> context) {
        throw new IllegalStateException("no definitions");
      }
    };
  }
}
