package org.rapportfhir.server.sandbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.UncategorizedSQLException;

/**
 * Lets one node at a time change the made-up practice. PostgreSQL holds the lock for the
 * connection, so it is free again even if the node dies.
 */
final class SandboxLock {
  /** Any number that no other advisory lock of the server has. */
  private static final long KEY = 0x5A_4D_50_4C_45L;

  private final DataSource dataSource;

  SandboxLock(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Waits for the lock, works, and lets go. The work uses connections of its own. */
  <T> T holding(Supplier<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      ask(connection, "select pg_advisory_lock(?)");
      try {
        return work.get();
      } finally {
        ask(connection, "select pg_advisory_unlock(?)");
      }
    } catch (SQLException e) {
      throw new UncategorizedSQLException("sandbox lock", null, e);
    }
  }

  private static void ask(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, KEY);
      statement.execute();
    }
  }
}
