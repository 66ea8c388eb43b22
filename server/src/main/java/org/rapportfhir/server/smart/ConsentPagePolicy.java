package org.rapportfhir.server.smart;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The consent page's form is answered by a redirect to the app. Browsers hold such a redirect to
 * the page's {@code form-action} as well, so this page's policy names the app's address.
 */
final class ConsentPagePolicy extends OncePerRequestFilter {

  private static final OAuth2TokenType STATE = new OAuth2TokenType(OAuth2ParameterNames.STATE);

  private final OAuth2AuthorizationService authorizations;

  ConsentPagePolicy(OAuth2AuthorizationService authorizations) {
    this.authorizations = authorizations;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String state = request.getParameter(OAuth2ParameterNames.STATE);
    OAuth2Authorization waiting = state == null ? null : authorizations.findByToken(state, STATE);
    if (waiting != null) {
      String app = origin(LaunchContexts.request(waiting).getRedirectUri());
      response.setHeader("Content-Security-Policy", SecurityHeaders.pagePolicy(app));
    }
    chain.doFilter(request, response);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().equals(ConsentController.PAGE);
  }

  /** Host and port, or an app's own scheme. Both come from a registered, parsed address. */
  private static String origin(@Nullable String redirect) {
    URI uri = URI.create(String.valueOf(redirect));
    return uri.getHost() == null
        ? uri.getScheme() + ":"
        : uri.getScheme() + "://" + uri.getAuthority();
  }
}
