package org.rapportfhir.server.smart;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Everything but FHIR and Janus's events, which have limits of their own, is a short form or a few
 * fields of JSON. A body must say its length first: then nothing of one that is too large is read.
 */
final class SmallBodies extends OncePerRequestFilter {
  static final int MAX_BYTES = 16 * 1024;
  private static final Set<String> OTHERS = Set.of("/fhir", "/internal/janus/events");

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return OTHERS.contains(request.getServletPath());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > MAX_BYTES) {
      refuse(
          response,
          HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
          "body-too-large",
          "At most " + MAX_BYTES + " bytes are taken here.");
    } else if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
      refuse(
          response,
          HttpServletResponse.SC_LENGTH_REQUIRED,
          "length-required",
          "Send the body's length in Content-Length, and the body not in chunks.");
    } else {
      chain.doFilter(request, response);
    }
  }

  private static void refuse(HttpServletResponse response, int status, String code, String advice)
      throws IOException {
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response
        .getWriter()
        .write("{\"error\":\"" + code + "\",\"error_description\":\"" + advice + "\"}");
  }
}
