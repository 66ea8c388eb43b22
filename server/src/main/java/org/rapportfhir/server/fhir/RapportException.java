package org.rapportfhir.server.fhir;

import org.jspecify.annotations.Nullable;

/** A refusal on its way to the client; {@link ErrorTranslation} makes the OperationOutcome. */
public final class RapportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RapportError error;
  private final @Nullable String expression;
  private final @Nullable String detail;

  RapportException(RapportError error, @Nullable String expression, @Nullable String detail) {
    super(error.code() + (detail == null ? "" : ": " + detail));
    this.error = error;
    this.expression = expression;
    this.detail = detail;
  }

  public RapportError error() {
    return error;
  }

  public @Nullable String expression() {
    return expression;
  }

  public @Nullable String detail() {
    return detail;
  }
}
