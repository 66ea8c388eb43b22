package org.rapportfhir.server.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns every failure into an OperationOutcome that a client can act on and that leaks nothing. */
@Interceptor
public final class ErrorTranslation {
  private static final Logger log = LoggerFactory.getLogger(ErrorTranslation.class);
  private static final int MAX_CAUSES = 12;

  /** Null leaves HAPI's own exception, which already carries a good outcome, unchanged. */
  @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
  public @Nullable BaseServerResponseException translate(
      Throwable thrown, HttpServletResponse response) {
    RapportException refusal = find(thrown, RapportException.class);
    if (refusal != null) {
      return answer(refusal.error(), refusal.expression(), refusal.detail());
    }
    if (databaseIsAway(thrown)) {
      log.warn("The database does not answer: {}", rootMessage(thrown));
      response.setHeader("Retry-After", "5");
      return answer(FhirError.DATABASE_AWAY, null, null);
    }
    if (find(thrown, StackOverflowError.class) != null) {
      return answer(FhirError.TOO_DEEP, null, null);
    }
    if (thrown instanceof BaseServerResponseException known && known.getStatusCode() < 500) {
      return null;
    }
    log.error("A request failed", thrown);
    return answer(FhirError.INTERNAL, null, null);
  }

  private static BaseServerResponseException answer(
      RapportError error, @Nullable String expression, @Nullable String detail) {
    var exception = new UnclassifiedServerFailureException(error.status(), error.code());
    exception.setOperationOutcome(Outcomes.of(error, expression, detail));
    return exception;
  }

  private static boolean databaseIsAway(Throwable thrown) {
    if (find(thrown, SQLTransientException.class) != null) {
      return true;
    }
    SQLException sql = find(thrown, SQLException.class);
    return sql != null && meansAway(sql.getSQLState());
  }

  /** Class 08 is a lost connection, 57P0x a server that is shutting down or starting. */
  private static boolean meansAway(@Nullable String state) {
    return state != null && (state.startsWith("08") || state.startsWith("57P"));
  }

  private static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
    Throwable current = thrown;
    for (int i = 0; current != null && i < MAX_CAUSES; i++, current = current.getCause()) {
      if (type.isInstance(current)) {
        return type.cast(current);
      }
    }
    return null;
  }

  private static @Nullable String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.getMessage();
  }
}
