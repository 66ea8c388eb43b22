package org.rapportfhir.server.fhir;

import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** What the FHIR endpoint itself refuses. */
enum FhirError implements RapportError {
  DATABASE_AWAY(
      "fhir-database-away",
      503,
      IssueType.TRANSIENT,
      "The server's database does not answer just now and nothing was stored. Send the same request"
          + " again in a few seconds."),
  UNKNOWN_PARAMETER(
      "fhir-unknown-parameter",
      400,
      IssueType.NOTSUPPORTED,
      "Remove the parameter or correct its name; /fhir/metadata lists those of each resource type."),
  BODY_TOO_LARGE(
      "fhir-body-too-large",
      413,
      IssueType.TOOLONG,
      "Send a smaller body; split a large bundle into several."),
  TOO_DEEP(
      "fhir-body-too-deep",
      400,
      IssueType.STRUCTURE,
      "The body is nested more deeply than any FHIR resource needs."),
  INTERNAL(
      "fhir-internal",
      500,
      IssueType.EXCEPTION,
      "Something failed on our side. The X-Request-ID header names it in the server's log.");

  private final ErrorSpec spec;

  FhirError(String code, int status, IssueType type, String advice) {
    this.spec = new ErrorSpec(code, status, type, advice);
  }

  @Override
  public ErrorSpec spec() {
    return spec;
  }
}
