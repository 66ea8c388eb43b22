package org.rapportfhir.server.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL of our own whose data directory is kept from start to start. */
final class EmbeddedPostgresServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgresServer.class);

  /** Sized for a small practice's machine; a larger one brings its own PostgreSQL by URL. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          // The library's defaults are for tests; here an acknowledged write must survive a crash.
          "fsync", "on",
          "synchronous_commit", "on",
          "shared_buffers", "256MB",
          "max_connections", "60",
          "random_page_cost", "1.1",
          "jit", "off",
          "max_wal_size", "2GB",
          "listen_addresses", "127.0.0.1");

  private final EmbeddedPostgres postgres;

  EmbeddedPostgresServer(Path dataDir, int port) {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(dataDir.resolve("postgres"))
            .setOverrideWorkingDirectory(dataDir.resolve("postgres-bin").toFile())
            .setCleanDataDirectory(false)
            .setPGStartupWait(Duration.ofSeconds(60));
    if (port > 0) {
      builder.setPort(port);
    }
    SETTINGS.forEach(builder::setServerConfig);
    try (var guard = PostmasterGuard.over(dataDir.resolve("postgres"))) {
      postgres = builder.start();
      guard.started();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The embedded PostgreSQL did not start; its data directory is " + dataDir, e);
    }
    log.info("Embedded PostgreSQL answers on port {}", postgres.getPort());
  }

  String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
