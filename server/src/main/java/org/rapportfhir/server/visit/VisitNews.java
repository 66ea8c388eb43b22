package org.rapportfhir.server.visit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Hears from PostgreSQL that a visit changed, on whichever node. After a lost connection it says
 * that anything may have changed.
 */
final class VisitNews implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(VisitNews.class);
  private static final int WAIT_MILLIS = 5_000;

  private final DataSource dataSource;
  private final Consumer<String> changed;
  private final Runnable anythingChanged;
  private volatile boolean running;
  private final Thread thread = new Thread(this::listen, "rapport-visit-news");

  VisitNews(DataSource dataSource, Consumer<String> changed, Runnable anythingChanged) {
    this.dataSource = dataSource;
    this.changed = changed;
    this.anythingChanged = anythingChanged;
    thread.setDaemon(true);
  }

  private void listen() {
    while (running) {
      try (Connection connection = dataSource.getConnection()) {
        listenOn(connection);
      } catch (SQLException e) {
        log.warn("Not hearing of visits' changes just now: {}", e.getMessage());
        pause();
      }
    }
  }

  private void listenOn(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN " + VisitStore.CHANNEL);
    }
    anythingChanged.run();
    PGConnection postgres = connection.unwrap(PGConnection.class);
    while (running) {
      PGNotification[] news = postgres.getNotifications(WAIT_MILLIS);
      if (news != null) {
        for (PGNotification one : news) {
          tell(one.getParameter());
        }
      }
    }
  }

  private void tell(String visit) {
    try {
      changed.accept(visit);
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
