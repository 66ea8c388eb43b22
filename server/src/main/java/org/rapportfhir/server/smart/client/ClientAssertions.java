package org.rapportfhir.server.smart.client;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Checks the assertion by which a confidential client authenticates ({@code private_key_jwt}):
 * RS384 or ES384, by a key of the client's own set, for our token endpoint, five minutes at the
 * most, and never twice.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/client-confidential-asymmetric.html">
 *     SMART App Launch 2.2, Asymmetric authentication</a>
 */
public final class ClientAssertions implements JwtDecoderFactory<RegisteredClient> {

  static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS384, JWSAlgorithm.ES384);

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

  private final ClientKeys keys;
  private final UsedAssertions used;
  private final Set<String> audiences;

  /**
   * @param audiences addresses of ours that an assertion may be for, the token endpoint's first
   */
  public ClientAssertions(ClientKeys keys, UsedAssertions used, Set<String> audiences) {
    this.keys = keys;
    this.used = used;
    this.audiences = Set.copyOf(audiences);
  }

  @Override
  public JwtDecoder createDecoder(RegisteredClient client) {
    JWKSource<SecurityContext> source = keys.of(client);
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, source));
    processor.setJWTClaimsSetVerifier((claims, context) -> {}); // by the validators below
    NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(validator(client.getClientId()));
    return decoder;
  }

  private OAuth2TokenValidator<Jwt> validator(String clientId) {
    var claims =
        new DelegatingOAuth2TokenValidator<>(
            new JwtClaimValidator<Object>(
                JwtClaimNames.ISS, issuer -> issuer != null && clientId.equals(issuer.toString())),
            new JwtClaimValidator<String>(JwtClaimNames.SUB, clientId::equals),
            new JwtClaimValidator<Collection<String>>(
                JwtClaimNames.AUD,
                aud -> aud != null && aud.stream().anyMatch(audiences::contains)),
            new JwtTimestampValidator(CLOCK_SKEW),
            ClientAssertions::endsSoon);
    return token -> {
      OAuth2TokenValidatorResult result = claims.validate(token);
      // Only an assertion that is good otherwise is used up, or strangers could use up others'.
      return result.hasErrors() ? result : firstUse(clientId, token);
    };
  }

  private static OAuth2TokenValidatorResult endsSoon(Jwt token) {
    Instant end = token.getExpiresAt();
    return end != null && end.isBefore(Instant.now().plus(LONGEST).plus(CLOCK_SKEW))
        ? OAuth2TokenValidatorResult.success()
        : refused("exp must be at most five minutes from now");
  }

  private OAuth2TokenValidatorResult firstUse(String clientId, Jwt token) {
    String id = token.getId();
    Instant end = token.getExpiresAt();
    if (id == null || id.isBlank() || end == null) {
      return refused("jti is missing");
    }
    return used.isFirst(clientId, id, end.plus(CLOCK_SKEW))
        ? OAuth2TokenValidatorResult.success()
        : refused("jti was used before");
  }

  private static OAuth2TokenValidatorResult refused(String why) {
    return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_client", why, null));
  }
}
