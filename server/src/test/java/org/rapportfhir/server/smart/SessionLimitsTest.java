package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

class SessionLimitsTest {

  private static final Instant SIGNED_IN = Instant.parse("2026-03-02T08:00:00Z");

  private final MockHttpSession session = new MockHttpSession();

  SessionLimitsTest() {
    at(SIGNED_IN).start(session);
  }

  @Test
  void anIdleSignInEndsAfterFifteenMinutes() {
    assertThat(session.getMaxInactiveInterval()).isEqualTo(900);
  }

  @Test
  void aSignInLivesUpToTwelveHours() throws Exception {
    ask(at(SIGNED_IN.plus(Duration.ofHours(12)).minusMillis(1)));
    assertThat(session.isInvalid()).isFalse();
  }

  @Test
  void afterTwelveHoursASignInIsOverHoweverBusyItWas() throws Exception {
    ask(at(SIGNED_IN.plus(Duration.ofHours(12))));
    assertThat(session.isInvalid()).isTrue();
  }

  private void ask(SessionLimits limits) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setSession(session);
    limits.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
  }

  private static SessionLimits at(Instant now) {
    return new SessionLimits(Clock.fixed(now, ZoneOffset.UTC));
  }
}
