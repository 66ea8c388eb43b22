package org.rapportfhir.server.smart.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * The stored authorizations, with two things more than Spring's. A refresh token that was rotated
 * out and comes back was stolen, by whoever came first or second: the whole authorization ends (RFC
 * 9700, section 4.14.2). And where an authorization or its access token ends, {@link RevokedTokens}
 * is told.
 */
public final class Authorizations implements OAuth2AuthorizationService {

  private static final Set<String> EXCHANGED =
      Set.of(OAuth2ParameterNames.CODE, OAuth2ParameterNames.REFRESH_TOKEN);

  private final OAuth2AuthorizationService stored;
  private final RevokedTokens revoked;
  private final JdbcOperations jdbc;

  /** What the request on this thread wants to exchange. */
  private final ThreadLocal<Presented> presented = new ThreadLocal<>();

  private record Presented(String token, String authorization) {}

  /**
   * @param stored Spring's own
   */
  public Authorizations(
      OAuth2AuthorizationService stored, RevokedTokens revoked, JdbcOperations jdbc) {
    this.stored = stored;
    this.revoked = revoked;
    this.jdbc = jdbc;
  }

  @Override
  public void save(OAuth2Authorization authorization) {
    OAuth2Authorization.Token<OAuth2AccessToken> access = authorization.getAccessToken();
    boolean ends = access != null && access.isInvalidated();
    if (!ends) {
      useUp(authorization);
    }
    stored.save(authorization);
    OAuth2Authorization.Token<OAuth2RefreshToken> refresh = authorization.getRefreshToken();
    if (refresh != null && refresh.isInvalidated()) {
      revoked.addAllOf(authorization.getId());
    }
    if (ends) {
      revoke(access);
    }
  }

  /**
   * What this request has exchanged, a code or a refresh token, can't be exchanged again. Of two
   * that come at one moment the database lets one through.
   */
  private void useUp(OAuth2Authorization authorization) {
    Presented exchanged = presented.get();
    presented.remove();
    // A request that failed on this thread may have left its own behind.
    if (exchanged == null || !exchanged.authorization().equals(authorization.getId())) {
      return;
    }
    int first =
        jdbc.update(
            "insert into rapport.rotated_refresh_token (token_hash, authorization_id)"
                + " values (?, ?) on conflict do nothing",
            hash(exchanged.token()),
            authorization.getId());
    if (first == 0) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
    }
  }

  @Override
  public void remove(OAuth2Authorization authorization) {
    stored.remove(authorization);
    revoked.addAllOf(authorization.getId());
    if (authorization.getAccessToken() != null) {
      revoke(authorization.getAccessToken());
    }
  }

  @Override
  public @Nullable OAuth2Authorization findById(String id) {
    return stored.findById(id);
  }

  @Override
  public @Nullable OAuth2Authorization findByToken(
      String token, @Nullable OAuth2TokenType tokenType) {
    OAuth2Authorization found = stored.findByToken(token, tokenType);
    if (found != null && tokenType != null && EXCHANGED.contains(tokenType.getValue())) {
      presented.set(new Presented(token, found.getId()));
    } else {
      presented.remove();
    }
    if (found == null && OAuth2TokenType.REFRESH_TOKEN.equals(tokenType)) {
      endStolen(token);
    }
    return found;
  }

  private void endStolen(String refreshToken) {
    jdbc.queryForList(
            "select authorization_id from rapport.rotated_refresh_token where token_hash = ?",
            String.class,
            hash(refreshToken))
        .forEach(
            id -> {
              OAuth2Authorization stolen = stored.findById(id);
              if (stolen != null) {
                remove(stolen);
              }
            });
  }

  private void revoke(OAuth2Authorization.Token<OAuth2AccessToken> access) {
    Map<String, Object> claims = access.getClaims();
    Object id = claims == null ? null : claims.get("jti");
    revoked.add(id == null ? null : id.toString(), access.getToken().getExpiresAt());
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
