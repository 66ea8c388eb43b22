package org.rapportfhir.server.smart;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A sign-in lasts until nothing was asked for {@link #IDLE}, and never longer than {@link
 * #ABSOLUTE}.
 */
final class SessionLimits extends OncePerRequestFilter {

  static final Duration IDLE = Duration.ofMinutes(15);
  static final Duration ABSOLUTE = Duration.ofHours(12);

  private static final String SIGNED_IN = SessionLimits.class.getName() + ".signedIn";

  private final Clock clock;

  SessionLimits(Clock clock) {
    this.clock = clock;
  }

  /** Starts the limits of a session in which somebody has just signed in. */
  void start(HttpSession session) {
    session.setMaxInactiveInterval((int) IDLE.toSeconds());
    session.setAttribute(SIGNED_IN, clock.instant());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    if (session != null
        && session.getAttribute(SIGNED_IN) instanceof Instant signedIn
        && !clock.instant().isBefore(signedIn.plus(ABSOLUTE))) {
      session.invalidate();
    }
    chain.doFilter(request, response);
  }
}
