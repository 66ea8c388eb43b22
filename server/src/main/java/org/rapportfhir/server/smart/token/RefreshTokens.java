package org.rapportfhir.server.smart.token;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Refresh tokens for those who were granted {@code offline_access}, and for nobody else; public
 * apps get them too, as SMART wants, since each works once. Spring's own generator gives none to
 * public apps and asks for no scope.
 */
public final class RefreshTokens implements OAuth2TokenGenerator<OAuth2RefreshToken> {

  public static final String OFFLINE = "offline_access";

  private static final int BYTES = 64;

  private final SecureRandom random = new SecureRandom();

  @Override
  public @Nullable OAuth2RefreshToken generate(OAuth2TokenContext context) {
    if (!OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType()) || !isGranted(context)) {
      return null;
    }
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    Instant now = Instant.now();
    return new OAuth2RefreshToken(
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), now, end(context, now));
  }

  /** By what was granted at first: a refresh may ask for fewer scopes and goes on all the same. */
  private static boolean isGranted(OAuth2TokenContext context) {
    OAuth2Authorization authorization = context.getAuthorization();
    Set<String> scopes =
        authorization == null ? context.getAuthorizedScopes() : authorization.getAuthorizedScopes();
    return scopes.contains(OFFLINE);
  }

  /** Rotation doesn't lengthen a grant: a new token ends when the first one would have. */
  private static Instant end(OAuth2TokenContext context, Instant now) {
    OAuth2Authorization authorization = context.getAuthorization();
    if (authorization != null && authorization.getRefreshToken() != null) {
      Instant end = authorization.getRefreshToken().getToken().getExpiresAt();
      if (end != null) {
        return end;
      }
    }
    return now.plus(context.getRegisteredClient().getTokenSettings().getRefreshTokenTimeToLive());
  }
}
