package org.rapportfhir.server.smart;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Serves the SMART configuration. A filter, since everything else under {@code /fhir} belongs to
 * the FHIR servlet.
 */
final class SmartDocumentFilter extends OncePerRequestFilter {

  static final String PATH = "/fhir/.well-known/smart-configuration";

  private final byte[] document;

  SmartDocumentFilter(RapportSettings settings, ObjectMapper json) throws IOException {
    this.document = json.writeValueAsBytes(SmartDocument.of(settings));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!request.getMethod().equals("GET") || !request.getRequestURI().endsWith(PATH)) {
      chain.doFilter(request, response);
      return;
    }
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.getOutputStream().write(document);
  }
}
