package org.rapportfhir.server.smart.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.scheduling.annotation.Scheduled;

/** The assertions that clients have used, until they would have expired anyway. */
public class UsedAssertions {

  private final JdbcOperations jdbc;

  public UsedAssertions(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether nobody used it before, on any node; it counts as used from now on. */
  boolean isFirst(String clientId, String jti, Instant expiresAt) {
    return jdbc.update(
            "insert into rapport.client_assertion (client_id, jti_hash, expires_at)"
                + " values (?, ?, ?) on conflict do nothing",
            clientId,
            hash(jti),
            Timestamp.from(expiresAt))
        == 1;
  }

  @Scheduled(initialDelay = 9, fixedDelay = 30, timeUnit = TimeUnit.MINUTES)
  void removeExpired() {
    jdbc.update("delete from rapport.client_assertion where expires_at < now()");
  }

  private static byte[] hash(String jti) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(jti.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
