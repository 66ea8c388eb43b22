package org.rapportfhir.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.rapportfhir.profiles.RapportPackage;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One validator for the whole process; everything it needs is in memory, nothing in tables. */
@Configuration(proxyBeanMethods = false)
class ValidationConfiguration {

  @Bean
  FhirValidator fhirValidator(FhirContext fhir) {
    var chain =
        new ValidationSupportChain(
            RapportPackage.validationSupport(fhir),
            new DefaultProfileValidationSupport(fhir),
            new CommonCodeSystemsTerminologyService(fhir),
            new InMemoryTerminologyServerValidationSupport(fhir));
    var instances = new FhirInstanceValidator(chain);
    instances.setAnyExtensionsAllowed(true);
    instances.setNoTerminologyChecks(false);
    return fhir.newValidator().registerValidatorModule(instances);
  }

  @Bean
  RequiredProfiles requiredProfiles(ObjectProvider<ProfileRule> rules) {
    return new RequiredProfiles(rules.orderedStream().toList());
  }
}
