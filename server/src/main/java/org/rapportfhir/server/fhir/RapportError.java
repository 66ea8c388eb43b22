package org.rapportfhir.server.fhir;

import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * One thing that can go wrong, as data. A code has one meaning for ever; tests and clients rely on
 * it, while the words may change.
 */
public interface RapportError {

  /** All of it as one value. */
  ErrorSpec spec();

  /** The stable code. */
  default String code() {
    return spec().code();
  }

  default int status() {
    return spec().status();
  }

  default IssueType type() {
    return spec().type();
  }

  default String advice() {
    return spec().advice();
  }

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
