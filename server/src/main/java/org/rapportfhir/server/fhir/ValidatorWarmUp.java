package org.rapportfhir.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ValidationOptions;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.rapportfhir.profiles.RapportPackage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Validates a few examples once the server is ready, on a thread of its own. The validator loads
 * the definitions of R4 at its first use, which takes seconds; so the first client to write does
 * not wait for that. Turned off by {@code rapport.fhir.warm-up=false}.
 */
@Component
@ConditionalOnProperty(name = "rapport.fhir.warm-up", havingValue = "true", matchIfMissing = true)
final class ValidatorWarmUp {
  private static final Logger log = LoggerFactory.getLogger(ValidatorWarmUp.class);

  /** What EHRs write first. */
  private static final Set<String> TYPES = Set.of("Appointment", "Encounter", "Patient");

  private final FhirContext fhir;
  private final FhirValidator validator;
  private final RequiredProfiles required;

  ValidatorWarmUp(FhirContext fhir, FhirValidator validator, RequiredProfiles required) {
    this.fhir = fhir;
    this.validator = validator;
    this.required = required;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    var thread = new Thread(this::validateExamples, "rapport-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  void validateExamples() {
    List<Resource> examples =
        RapportPackage.examples(fhir).stream().filter(r -> TYPES.contains(r.fhirType())).toList();
    try {
      examples.forEach(this::validate);
    } catch (RuntimeException e) {
      // The same failure will meet, and be explained to, the client who writes.
      log.debug("The validator could not be warmed up", e);
    }
  }

  private void validate(Resource example) {
    var options = new ValidationOptions();
    required.of(example).forEach(options::addProfile);
    validator.validateWithResult(example, options);
  }
}
