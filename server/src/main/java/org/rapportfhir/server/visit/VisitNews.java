package org.rapportfhir.server.visit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Hears from PostgreSQL that a visit changed, on whichever node. When it may have missed something,
 * each visit that anybody here looks at counts as changed.
 */
final class VisitNews implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(VisitNews.class);
  private static final int WAIT_MILLIS = 5_000;

  private final DataSource dataSource;
  private final Consumer<String> changed;
  private final Supplier<Set<String>> watched;
  private volatile boolean running;
  private final Thread thread = new Thread(this::listen, "rapport-visit-news");

  VisitNews(DataSource dataSource, Consumer<String> changed, Supplier<Set<String>> watched) {
    this.dataSource = dataSource;
    this.changed = changed;
    this.watched = watched;
    thread.setDaemon(true);
  }

  private void listen() {
    while (running) {
      try (Connection connection = dataSource.getConnection()) {
        listenOn(connection);
      } catch (SQLException | RuntimeException e) {
        log.warn("Not hearing of visits' changes just now: {}", e.getMessage());
        pause();
      }
    }
  }

  private void listenOn(Connection connection) throws SQLException {
    execute(connection, "LISTEN " + VisitStore.CHANNEL);
    try {
      hear(connection.unwrap(PGConnection.class));
    } finally {
      // Else the pool would hand it out listening, and the driver would keep all that it hears.
      execute(connection, "UNLISTEN *");
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void hear(PGConnection postgres) throws SQLException {
    watched.get().forEach(this::tell);
    while (running) {
      PGNotification[] news = postgres.getNotifications(WAIT_MILLIS);
      if (news != null) {
        for (PGNotification one : news) {
          tell(one.getParameter());
        }
      }
    }
  }

  /** Without its database nothing can be told; it begins again, and then nothing is missed. */
  private void tell(String visit) {
    try {
      changed.accept(visit);
    } catch (DataAccessException | TransactionException e) {
      throw e;
    } catch (RuntimeException e) {
      log.warn("Could not pass on that a visit changed", e);
    }
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void start() {
    running = true;
    thread.start();
  }

  @Override
  public void stop() {
    running = false;
    thread.interrupt();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
