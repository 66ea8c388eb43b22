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
  UNKNOWN_MODIFIER(
      "fhir-unknown-modifier",
      400,
      IssueType.NOTSUPPORTED,
      "Remove what follows the colon, or use a modifier of FHIR's, such as :exact or :missing."),
  BAD_PARAMETER_VALUE(
      "fhir-bad-parameter-value",
      400,
      IssueType.VALUE,
      "Correct the parameter's value; FHIR's search page says how each kind is written."),
  TOO_MANY_VALUES(
      "fhir-too-many-values",
      400,
      IssueType.TOOCOSTLY,
      "Split the search into several, each with at most 1000 values for a parameter."),
  BAD_BODY(
      "fhir-bad-body",
      400,
      IssueType.STRUCTURE,
      "Send a FHIR R4 resource in JSON or XML, and say in Content-Type which of them it is."),
  XML_PATCH(
      "fhir-xml-patch",
      415,
      IssueType.NOTSUPPORTED,
      "Send the patch as JSON Patch (application/json-patch+json) or FHIRPath Patch."),
  PATCH_FAILED(
      "fhir-patch-failed",
      400,
      IssueType.PROCESSING,
      "Nothing was changed. Read the resource and send a patch that fits what it holds now."),
  BAD_CHARACTERS(
      "fhir-bad-characters",
      400,
      IssueType.VALUE,
      "Send text in UTF-8 and leave control characters and halves of surrogate pairs out."),
  BAD_REQUEST("fhir-bad-request", 400, IssueType.INVALID, "Correct the request and send it again."),
  NOT_FOUND(
      "fhir-not-found",
      404,
      IssueType.NOTFOUND,
      "Check the address: the resource type, the id and the version."),
  NOT_ALLOWED(
      "fhir-not-allowed",
      405,
      IssueType.NOTSUPPORTED,
      "Use another method or address; /fhir/metadata lists what each resource type takes."),
  CONFLICT(
      "fhir-conflict",
      409,
      IssueType.CONFLICT,
      "The request meets other data that is stored or being stored. Read that again, then decide."),
  GONE(
      "fhir-gone", 410, IssueType.DELETED, "The resource was deleted; its history is still there."),
  VERSION_MISMATCH(
      "fhir-version-mismatch",
      412,
      IssueType.CONFLICT,
      "Somebody changed the resource meanwhile. Read it again, and send your change with the new"
          + " ETag in If-Match."),
  PRECONDITION_FAILED(
      "fhir-several-matches",
      412,
      IssueType.MULTIPLEMATCHES,
      "Make the condition narrower, so that at most one resource meets it."),
  BODY_TOO_LARGE(
      "fhir-body-too-large",
      413,
      IssueType.TOOLONG,
      "Send a smaller body; split a large bundle into several."),
  BUNDLE_TOO_LARGE(
      "fhir-bundle-too-large",
      413,
      IssueType.TOOLONG,
      "Split the bundle into several with fewer entries."),
  TOO_DEEP(
      "fhir-body-too-deep",
      400,
      IssueType.STRUCTURE,
      "The body is nested more deeply than any FHIR resource needs."),
  VALUE_TOO_LONG(
      "fhir-value-too-long",
      422,
      IssueType.TOOLONG,
      "A value that is searched for is longer than can be indexed. Shorten codes, addresses and"
          + " identifiers."),
  BAD_EXTENSION(
      "fhir-bad-extension",
      422,
      IssueType.VALUE,
      "Correct the extension; the page at its address says what it holds."),
  UNPROCESSABLE(
      "fhir-unprocessable", 422, IssueType.PROCESSING, "Correct the resource and send it again."),
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
