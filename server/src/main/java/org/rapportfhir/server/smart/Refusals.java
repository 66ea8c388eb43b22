package org.rapportfhir.server.smart;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Keeps why a request was refused until the answer is written; the first reason stays. */
final class Refusals {

  /** The code system of every refusal's stable code. */
  static final String ERROR_CODES = "https://rapport-fhir.org/ig/CodeSystem/error-code";

  private static final String REASON = Refusals.class.getName() + ".reason";
  private static final String NO_REASON = "This request is not permitted by the token's scopes.";

  private Refusals() {}

  static void note(RequestDetails request, String reason) {
    request.getUserData().putIfAbsent(REASON, reason);
  }

  static ForbiddenOperationException exception(RequestDetails request) {
    Object noted = request.getUserData().get(REASON);
    String reason = noted instanceof String text ? text : NO_REASON;
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(IssueSeverity.ERROR)
        .setCode(IssueType.FORBIDDEN)
        .setDetails(new CodeableConcept(new Coding(ERROR_CODES, "scope-missing", null)))
        .setDiagnostics(reason);
    return new ForbiddenOperationException(reason, outcome);
  }
}
