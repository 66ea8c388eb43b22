package org.rapportfhir.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.jspecify.annotations.Nullable;

/** OperationOutcomes: code for programs, text for people, location for both. */
final class Outcomes {
  /** The code system of {@link RapportError#code}. */
  static final String ERROR_CODES = "https://rapport-fhir.org/ig/CodeSystem/error-code";

  /** Of an outcome that doesn't go through HAPI. */
  static final String CONTENT_TYPE = "application/fhir+json;charset=UTF-8";

  private Outcomes() {}

  /** For what is refused before HAPI sees it. */
  static String json(RapportError error, FhirContext fhir) {
    return fhir.newJsonParser().encodeResourceToString(of(error, null, null));
  }

  static OperationOutcome of(
      RapportError error, @Nullable String expression, @Nullable String detail) {
    var outcome = new OperationOutcome();
    OperationOutcomeIssueComponent issue =
        outcome.addIssue().setSeverity(IssueSeverity.ERROR).setCode(error.type());
    var concept = new CodeableConcept();
    concept.addCoding().setSystem(ERROR_CODES).setCode(error.code());
    issue.setDetails(concept.setText(error.advice()));
    issue.setDiagnostics(detail == null ? error.advice() : detail + " " + error.advice());
    if (expression != null) {
      issue.addExpression(expression);
    }
    return outcome;
  }
}
