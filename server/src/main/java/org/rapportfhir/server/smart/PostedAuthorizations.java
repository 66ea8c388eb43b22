package org.rapportfhir.server.smart;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * An app may post its authorization request (SMART capability {@code authorize-post}). It goes on
 * as a GET: sign-in can return only to an address.
 */
final class PostedAuthorizations extends OncePerRequestFilter {

  /** Longer addresses don't fit into the head of an answer, nor of a request. */
  private static final int LONGEST = 4_000;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean posted =
        request.getMethod().equals("POST")
            && AuthorizationServerSecurity.AUTHORIZE.matches(request)
            && request.getParameter(OAuth2ParameterNames.RESPONSE_TYPE) != null;
    if (!posted) {
      chain.doFilter(request, response);
      return;
    }
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(request.getRequestURI());
    request
        .getParameterMap()
        .forEach((name, values) -> address.queryParam(name, (Object[]) values));
    String location =
        address.encode(StandardCharsets.UTF_8).build().toUriString().replace("+", "%2B");
    if (location.length() > LONGEST) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", location);
  }
}
