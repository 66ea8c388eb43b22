package org.rapportfhir.server.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns every failure into an OperationOutcome that a client can act on and that leaks nothing. */
@Interceptor
public final class ErrorTranslation {
  private static final Logger log = LoggerFactory.getLogger(ErrorTranslation.class);

  /** Null leaves HAPI's own exception, which already carries a good outcome, unchanged. */
  @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
  public @Nullable BaseServerResponseException translate(
      Throwable thrown, HttpServletResponse response) {
    Failure failure = Failure.of(thrown);
    if (failure == null) {
      return null;
    }
    logOurOwn(failure, thrown);
    if (failure.error() == FhirError.DATABASE_AWAY) {
      response.setHeader("Retry-After", "5");
    }
    var exception =
        new UnclassifiedServerFailureException(failure.error().status(), failure.error().code());
    exception.setOperationOutcome(failure.outcome());
    return exception;
  }

  /** What a client did wrong is for the client alone: its words may be a patient's data. */
  static void logOurOwn(Failure failure, Throwable thrown) {
    if (failure.error() == FhirError.DATABASE_AWAY) {
      log.warn("The database does not answer: {}", rootMessage(thrown));
    } else if (failure.error() == FhirError.INTERNAL) {
      log.error("A request failed", thrown);
    }
  }

  private static @Nullable String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.getMessage();
  }
}
