package org.rapportfhir.server.database;

import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Takes back the statistics targets of 10000 that HAPI's migrator sets on the columns that searches
 * join by. PostgreSQL then keeps up to 10000 frequent values for each of them, and the planner goes
 * through the lists of both sides of each join: 15 to 23 ms for a search with an {@code _include}
 * whose execution takes one. The default of 100 plans such searches the same way in less than one.
 */
final class PlannerStatistics {
  private static final Logger log = LoggerFactory.getLogger(PlannerStatistics.class);

  private static final String RAISED =
      """
      SELECT quote_ident(c.relname) AS in_table, quote_ident(a.attname) AS in_column
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attstattarget > 100
      """;

  private final JdbcTemplate database;

  PlannerStatistics(DataSource dataSource) {
    this.database = new JdbcTemplate(dataSource);
  }

  /** On a database where this is done already, one query. */
  void keepDefault() {
    List<Column> raised =
        database.query(
            RAISED, (row, n) -> new Column(row.getString("in_table"), row.getString("in_column")));
    raised.forEach(
        column ->
            database.execute(
                "ALTER TABLE %s ALTER COLUMN %s SET STATISTICS -1"
                    .formatted(column.table(), column.name())));
    // What was gathered under the old target stays in use until it is gathered anew.
    raised.stream().map(Column::table).distinct().forEach(t -> database.execute("ANALYZE " + t));
    if (!raised.isEmpty()) {
      log.info("Planner statistics of {} columns are back at PostgreSQL's default", raised.size());
    }
  }

  /** Both names quoted as SQL wants them. */
  private record Column(String table, String name) {}
}
