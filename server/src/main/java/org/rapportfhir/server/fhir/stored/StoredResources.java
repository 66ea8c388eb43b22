package org.rapportfhir.server.fhir.stored;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads current versions from HAPI's tables. Leaves out what is deleted or not stored as JSON text;
 * whoever misses something asks HAPI.
 */
final class StoredResources {

  private static final String SELECT =
      "select r.res_id, r.res_type, r.fhir_id, r.res_ver, r.res_updated, v.res_text_vc"
          + " from hfj_resource r join hfj_res_ver v on v.res_id = r.res_id and v.res_ver = r.res_ver"
          + " where r.res_deleted_at is null and v.res_encoding = 'JSON'"
          + " and v.res_text_vc is not null and ";

  private final JdbcTemplate jdbc;

  StoredResources(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  Optional<StoredResource> find(String type, String id) {
    return jdbc
        .query(SELECT + "r.res_type = ? and r.fhir_id = ?", (row, number) -> stored(row), type, id)
        .stream()
        .findFirst();
  }

  /** By primary key. */
  Map<Long, StoredResource> find(Collection<Long> keys) {
    Map<Long, StoredResource> found = new HashMap<>();
    jdbc.query(
        SELECT + "r.res_id = any (?)",
        row -> {
          found.put(row.getLong("res_id"), stored(row));
        },
        (Object) keys.toArray(Long[]::new));
    return found;
  }

  private static StoredResource stored(ResultSet row) throws SQLException {
    return new StoredResource(
        row.getString("res_type"),
        row.getString("fhir_id"),
        row.getLong("res_ver"),
        row.getTimestamp("res_updated").toInstant(),
        row.getString("res_text_vc"));
  }
}
