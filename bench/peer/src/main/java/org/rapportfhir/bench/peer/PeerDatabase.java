package org.rapportfhir.bench.peer;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes the peer's own database on a PostgreSQL server that others use too. */
final class PeerDatabase {
  private static final String NO_SUCH_DATABASE = "3D000";
  private static final String PREFIX = "jdbc:";

  private final PeerProperties properties;

  PeerDatabase(PeerProperties properties) {
    this.properties = properties;
  }

  /**
   * Leaves the database existing, and empty if the properties ask for a fresh one.
   *
   * @throws SQLException if the server can't be reached or refuses
   */
  void prepare() throws SQLException {
    if (properties.fresh()) {
      onServer("DROP DATABASE IF EXISTS " + quotedName() + " WITH (FORCE)");
    }
    if (!exists()) {
      onServer("CREATE DATABASE " + quotedName());
    }
  }

  private boolean exists() throws SQLException {
    try (Connection connection = connect(properties.jdbcUrl())) {
      return connection.isValid(5);
    } catch (SQLException e) {
      if (NO_SUCH_DATABASE.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  private void onServer(String sql) throws SQLException {
    try (Connection connection = connect(maintenanceUrl(properties.jdbcUrl()));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, properties.user(), properties.password());
  }

  private String quotedName() {
    return '"' + name(properties.jdbcUrl()).replace("\"", "\"\"") + '"';
  }

  /** The database's name in a URL of the form {@code jdbc:postgresql://host:port/name?options}. */
  static String name(String jdbcUrl) {
    return parse(jdbcUrl).getPath().substring(1);
  }

  /** The same server and options, but the database that every PostgreSQL server has. */
  static String maintenanceUrl(String jdbcUrl) {
    URI url = parse(jdbcUrl);
    String query = url.getRawQuery() == null ? "" : '?' + url.getRawQuery();
    return PREFIX + url.getScheme() + "://" + url.getRawAuthority() + "/postgres" + query;
  }

  private static URI parse(String jdbcUrl) {
    if (!jdbcUrl.startsWith(PREFIX + "postgresql://")) {
      throw new IllegalArgumentException("Not jdbc:postgresql://host:port/name: " + jdbcUrl);
    }
    return URI.create(jdbcUrl.substring(PREFIX.length()));
  }
}
