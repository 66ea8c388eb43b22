package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;

class VerifiedTokensTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final List<String> checked = new ArrayList<>();
  private final JwtTimestampValidator time = new JwtTimestampValidator(Duration.ZERO);
  private final VerifiedTokens tokens = new VerifiedTokens(this::checkSignature, time);

  VerifiedTokensTest() {
    itIs(NOW);
  }

  @Test
  void theSignatureIsCheckedOnceForEachToken() {
    tokens.decode("one");
    tokens.decode("one");
    tokens.decode("two");

    assertThat(checked).containsExactly("one", "two");
  }

  @Test
  void aRememberedTokenIsRefusedOnceItHasExpired() {
    tokens.decode("one");
    itIs(NOW.plus(Duration.ofMinutes(2)));

    assertThatThrownBy(() -> tokens.decode("one")).isInstanceOf(JwtValidationException.class);
  }

  @Test
  void aForgedTokenIsCheckedAndRefusedEachTime() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
    }

    assertThat(checked).containsExactly("forged", "forged");
  }

  private Jwt checkSignature(String token) {
    checked.add(token);
    if (token.equals("forged")) {
      throw new BadJwtException("not ours");
    }
    return Jwt.withTokenValue(token)
        .header("alg", "RS256")
        .issuedAt(NOW.minusSeconds(60))
        .expiresAt(NOW.plusSeconds(60))
        .build();
  }

  private void itIs(Instant now) {
    time.setClock(Clock.fixed(now, ZoneOffset.UTC));
  }
}
