package org.rapportfhir.profiles;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;

/** HAPI's validator over this module's resources, with no terminology server behind it. */
final class Validation {
  static final FhirContext R4 = FhirContext.forR4Cached();
  private static final Validation SHARED = new Validation(RapportPackage.validationSupport(R4));

  private final FhirValidator validator;

  Validation(IValidationSupport profiles) {
    var chain =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(R4),
            profiles,
            new CommonCodeSystemsTerminologyService(R4),
            new InMemoryTerminologyServerValidationSupport(R4),
            new SnapshotGeneratingValidationSupport(R4));
    var instances = new FhirInstanceValidator(chain);
    instances.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
    validator = R4.newValidator().registerValidatorModule(instances);
  }

  static Validation shared() {
    return SHARED;
  }

  /** What is wrong with a resource by the profiles it claims, as "location message-id". */
  List<String> errors(Resource resource) {
    return messages(resource).stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(Validation::brief)
        .distinct() // the validator repeats a wrong pattern
        .toList();
  }

  List<String> warnings(Resource resource) {
    return messages(resource).stream()
        .filter(message -> message.getSeverity() == ResultSeverityEnum.WARNING)
        .map(Validation::brief)
        .toList();
  }

  List<SingleValidationMessage> messages(Resource resource) {
    return validator
        .validateWithResult(R4.newJsonParser().encodeResourceToString(resource))
        .getMessages();
  }

  private static String brief(SingleValidationMessage message) {
    return message.getLocationString() + " " + message.getMessageId();
  }
}
