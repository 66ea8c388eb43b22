package org.rapportfhir.server.smart.token;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Access tokens that were revoked before their end. They are signed and stand for themselves, so
 * the FHIR endpoint has to be told. The node that revokes knows at once, others within {@value
 * #SECONDS} seconds.
 */
public class RevokedTokens implements OAuth2TokenValidator<Jwt> {

  static final int SECONDS = 2;

  /** Claim of an access token: of which authorization it is. */
  public static final String AUTHORIZATION = "authorization";

  /** No access token lives longer. */
  private static final Duration LONGEST_LIFE = Duration.ofHours(2);

  private static final OAuth2TokenValidatorResult REVOKED =
      OAuth2TokenValidatorResult.failure(
          new OAuth2Error("invalid_token", "This token was revoked", null));

  private final JdbcOperations jdbc;
  private final Map<String, Instant> known = new ConcurrentHashMap<>();

  public RevokedTokens(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public OAuth2TokenValidatorResult validate(Jwt token) {
    return isKnown(token.getId()) || isKnown(token.getClaimAsString(AUTHORIZATION))
        ? REVOKED
        : OAuth2TokenValidatorResult.success();
  }

  private boolean isKnown(@Nullable String id) {
    return id != null && known.containsKey(id);
  }

  /** Ends every access token of an authorization, also those that refreshes left behind. */
  void addAllOf(String authorizationId) {
    add(authorizationId, Instant.now().plus(LONGEST_LIFE));
  }

  /**
   * @param id of the token ({@code jti}); null for a token that can't be named
   * @param until its end; null for one that has none
   */
  void add(@Nullable String id, @Nullable Instant until) {
    if (id == null || until == null || until.isBefore(Instant.now())) {
      return;
    }
    known.put(id, until);
    jdbc.update(
        "insert into rapport.revoked_token (jti, expires_at) values (?, ?) on conflict do nothing",
        id,
        Timestamp.from(until));
  }

  /** Learns what other nodes revoked, and forgets what has ended by itself. */
  @Scheduled(fixedDelay = SECONDS, timeUnit = TimeUnit.SECONDS)
  public void learn() {
    try {
      jdbc.query(
          "select jti, expires_at from rapport.revoked_token where expires_at > now()",
          row -> {
            known.put(row.getString("jti"), row.getTimestamp("expires_at").toInstant());
          });
    } catch (DataAccessException noDatabase) {
      return; // Then nobody revokes either, and nobody is answered.
    }
    known.values().removeIf(Instant.now()::isAfter);
  }

  @Scheduled(initialDelay = 7, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
  public void removeEnded() {
    jdbc.update("delete from rapport.revoked_token where expires_at < now()");
  }
}
