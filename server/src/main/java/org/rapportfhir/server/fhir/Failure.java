package org.rapportfhir.server.fhir;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.hibernate.TransactionException;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.profiles.MalformedExtensionException;

/** What something that was thrown means to the client. */
record Failure(RapportError error, @Nullable String expression, @Nullable String detail) {
  private static final int MAX_CAUSES = 12;

  /** Null when what was thrown carries a good answer of its own. */
  static @Nullable Failure of(Throwable thrown) {
    RapportException refusal = find(thrown, RapportException.class);
    if (refusal != null) {
      return new Failure(refusal.error(), refusal.expression(), refusal.detail());
    }
    MalformedExtensionException extension = find(thrown, MalformedExtensionException.class);
    if (extension != null) { // in a bundle a hook may read it before it is validated
      return new Failure(FhirError.BAD_EXTENSION, null, extension.getMessage() + ".");
    }
    if (find(thrown, StackOverflowError.class) != null) {
      return of(FhirError.TOO_DEEP);
    }
    SQLException sql = find(thrown, SQLException.class);
    FhirError ofDatabase = sql == null ? null : meaning(sql, thrown);
    if (ofDatabase != null) {
      return of(ofDatabase);
    }
    if (thrown instanceof BaseServerResponseException known && known.getStatusCode() < 500) {
      return isOurs(known) ? null : HapiRefusals.of(known, sql != null);
    }
    // Wrapped in anything, it would be stored data that does not read; bare, it is a parameter's.
    return thrown instanceof DataFormatException malformed
        ? new Failure(
            FhirError.BAD_PARAMETER_VALUE, null, HapiRefusals.readable(malformed.getMessage()))
        : of(FhirError.INTERNAL);
  }

  /** Validation and scopes bring an outcome with codes; HAPI's own, for a conflict, has none. */
  private static boolean isOurs(BaseServerResponseException refusal) {
    return refusal.getOperationOutcome() != null && refusal.getStatusCode() != 409;
  }

  OperationOutcome outcome() {
    return Outcomes.of(error, expression, detail);
  }

  private static Failure of(FhirError error) {
    return new Failure(error, null, null);
  }

  /** By PostgreSQL's class of error; null when it says nothing to a client. */
  private static @Nullable FhirError meaning(SQLException sql, Throwable thrown) {
    String state = sql.getSQLState() == null ? "" : sql.getSQLState();
    // Class 08 is a lost connection, 57P0x a server that is shutting down or starting.
    if (sql instanceof SQLTransientException || state.startsWith("08") || state.startsWith("57P")) {
      return FhirError.DATABASE_AWAY;
    }
    // Of a connection that broke on the way even the rollback fails, and hides why.
    if (state.isEmpty() && find(thrown, TransactionException.class) != null) {
      return FhirError.DATABASE_AWAY;
    }
    return switch (state) {
      case "22021" -> FhirError.BAD_CHARACTERS; // also where a character never met our own check
      case "22001" -> FhirError.VALUE_TOO_LONG;
      default -> null;
    };
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
}
