package org.rapportfhir.server.fhir;

import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * One thing that can go wrong, as data. A code has one meaning for ever; tests and clients rely on
 * it, while the words may change.
 */
public interface RapportError {

  /** The stable code, unique in the whole server, in kebab case. */
  String code();

  /** The HTTP status of the refusal. */
  int status();

  /** The nearest code of FHIR's own list. */
  IssueType type();

  /** What happened and what to do next, in a sentence or two, without anything secret. */
  String advice();

  /** A refusal at this FHIRPath expression of the request's resource. */
  default RapportException at(String expression) {
    return new RapportException(this, expression, null);
  }

  /** A refusal at this FHIRPath expression, with a detail that the advice can't know. */
  default RapportException at(String expression, String detail) {
    return new RapportException(this, expression, detail);
  }

  /** A refusal of the whole request. */
  default RapportException refusal() {
    return new RapportException(this, null, null);
  }
}
