package org.rapportfhir.server.smart;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Checks the signature of an access token once and remembers the token for some minutes. What time
 * or the installation can change about it (expiry, issuer, audience) is asked on every use. A token
 * that fails the signature check is not remembered, so a forged one can't fill the memory.
 */
final class VerifiedTokens implements JwtDecoder {

  private static final int SIZE = 10_000;
  private static final Duration MEMORY = Duration.ofMinutes(5);

  private final JwtDecoder signatures;
  private final OAuth2TokenValidator<Jwt> claims;
  private final Cache<String, Jwt> verified =
      Caffeine.newBuilder().maximumSize(SIZE).expireAfterWrite(MEMORY).build();

  /**
   * @param signatures checks form and signature only
   * @param claims asked on every use
   */
  VerifiedTokens(JwtDecoder signatures, OAuth2TokenValidator<Jwt> claims) {
    this.signatures = signatures;
    this.claims = claims;
  }

  @Override
  public Jwt decode(String token) {
    Jwt jwt = verified.get(token, signatures::decode);
    OAuth2TokenValidatorResult result = claims.validate(jwt);
    if (result.hasErrors()) {
      throw new JwtValidationException("This token is not for use here or now", result.getErrors());
    }
    return jwt;
  }
}
