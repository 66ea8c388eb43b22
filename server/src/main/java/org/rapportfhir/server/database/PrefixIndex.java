package org.rapportfhir.server.database;

import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes HAPI's index for searches by the beginning of a string one that PostgreSQL can use for
 * them. Unless the database's collation is plain {@code C}, a B-tree in the order of that collation
 * serves no {@code LIKE 'smi%'}: PostgreSQL then reads the names of all patients for each search by
 * name.
 *
 * @see <a href="https://www.postgresql.org/docs/17/indexes-opclass.html">PostgreSQL, Operator
 *     Classes</a>
 */
final class PrefixIndex {
  private static final Logger log = LoggerFactory.getLogger(PrefixIndex.class);

  private static final String DEFINITION =
      "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"
          + " AND indexname = 'idx_sp_string_hash_nrm_v2'";

  private final JdbcTemplate database;

  PrefixIndex(DataSource dataSource) {
    this.database = new JdbcTemplate(dataSource);
  }

  /** On a database where this is done already, one query. */
  void make() {
    List<String> definition = database.queryForList(DEFINITION, String.class);
    if (definition.isEmpty() || definition.get(0).contains("pattern_ops")) {
      return;
    }
    // One statement, so that there is never no index.
    database.execute(
        """
        DROP INDEX IF EXISTS idx_sp_string_hash_nrm_v2;
        CREATE INDEX idx_sp_string_hash_nrm_v2 ON hfj_spidx_string
          (hash_norm_prefix, sp_value_normalized varchar_pattern_ops, res_id, partition_id)
        """);
    log.info("The index for searches by the beginning of a string is usable now");
  }
}
