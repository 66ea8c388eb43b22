package org.rapportfhir.server.smart;

import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.RowMapper;

/**
 * Spring Authorization Server's JDBC repositories name their tables without a schema, in private
 * constants. Connections look in HAPI's schema first, so the schema is put before the names here.
 */
final class SmartTables extends JdbcTemplate {

  private static final Pattern UNQUALIFIED_TABLE =
      Pattern.compile("(?<!\\.)\\b(?=oauth2_(?:registered_client|authorization))");

  SmartTables(DataSource dataSource) {
    super(dataSource);
  }

  @Override
  public <T> List<T> query(String sql, RowMapper<T> rowMapper, Object... args) {
    return super.query(qualified(sql), rowMapper, args);
  }

  @Override
  public <T> List<T> query(String sql, PreparedStatementSetter setter, RowMapper<T> rowMapper) {
    return super.query(qualified(sql), setter, rowMapper);
  }

  @Override
  public <T> T queryForObject(String sql, Class<T> requiredType, Object... args) {
    return super.queryForObject(qualified(sql), requiredType, args);
  }

  @Override
  public int update(String sql, PreparedStatementSetter setter) {
    return super.update(qualified(sql), setter);
  }

  /** A name already qualified stays as it is: some of these methods call one another. */
  static String qualified(String sql) {
    return UNQUALIFIED_TABLE.matcher(sql).replaceAll("rapport.");
  }
}
