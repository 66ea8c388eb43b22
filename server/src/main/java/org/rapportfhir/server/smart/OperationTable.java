package org.rapportfhir.server.smart;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which FHIR operations may be called, and what on which type a scope must permit for it. An
 * operation without a row can't be called by anybody.
 */
final class OperationTable {

  /** Where an operation is called, as in {@code [base]}, {@code [base]/Type}, {@code …/Type/id}. */
  enum Level {
    SERVER,
    TYPE,
    INSTANCE
  }

  private static final String ANY_TYPE = "*";

  private record Place(Level level, String type, String operation) {}

  private static final Map<Place, Interaction> ROWS = new HashMap<>();

  static {
    onVisit("$visit", Interaction.READ);
    onVisit("$invite", Interaction.UPDATE);
    onVisit("$revoke-invite", Interaction.UPDATE);
    onVisit("$admit", Interaction.UPDATE);
    onVisit("$decline", Interaction.UPDATE);
    onVisit("$remove", Interaction.UPDATE);
    onVisit("$end", Interaction.UPDATE);
    row(Level.TYPE, ANY_TYPE, "$validate", Interaction.READ);
    row(Level.INSTANCE, ANY_TYPE, "$validate", Interaction.READ);
  }

  private OperationTable() {}

  /**
   * @param operation with its {@code $}
   * @return what must be permitted on that type; empty when the operation can't be called there
   */
  static Optional<Interaction> needed(Level level, @Nullable String type, String operation) {
    if (type == null) {
      return Optional.ofNullable(ROWS.get(new Place(level, ANY_TYPE, operation)));
    }
    return Optional.ofNullable(ROWS.get(new Place(level, type, operation)))
        .or(() -> Optional.ofNullable(ROWS.get(new Place(level, ANY_TYPE, operation))));
  }

  private static void onVisit(String operation, Interaction needed) {
    row(Level.INSTANCE, "Encounter", operation, needed);
  }

  private static void row(Level level, String type, String operation, Interaction needed) {
    ROWS.put(new Place(level, type, operation), needed);
  }
}
