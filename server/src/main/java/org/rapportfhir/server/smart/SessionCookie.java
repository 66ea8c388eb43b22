package org.rapportfhir.server.smart;

import java.util.Set;
import org.springframework.boot.web.server.Cookie.SameSite;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.server.ConfigurableServletWebServerFactory;
import org.springframework.boot.web.servlet.server.Session;
import org.springframework.boot.web.servlet.server.Session.SessionTrackingMode;

/**
 * The sign-in's cookie: unreadable for scripts, never in an address, by TLS only where there is.
 */
final class SessionCookie
    implements WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> {

  static final String NAME = "rapport-session";

  private final boolean secure;

  SessionCookie(boolean secure) {
    this.secure = secure;
  }

  @Override
  public void customize(ConfigurableServletWebServerFactory factory) {
    Session session = new Session();
    session.setTimeout(SessionLimits.IDLE);
    session.setTrackingModes(Set.of(SessionTrackingMode.COOKIE));
    session.getCookie().setName(NAME);
    session.getCookie().setHttpOnly(true);
    session.getCookie().setSecure(secure);
    session.getCookie().setSameSite(SameSite.LAX);
    factory.setSession(session);
  }
}
