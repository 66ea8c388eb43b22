package org.rapportfhir.server.fhir.stored;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes a FHIR answer; the container compresses it for those who asked. */
final class JsonAnswer {

  private static final String CONTENT_TYPE = Constants.CT_FHIR_JSON_NEW + ";charset=UTF-8";

  private JsonAnswer() {}

  static void write(String json, ServletRequestDetails request, HttpServletResponse response)
      throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    request.getServer().addHeadersToResponse(response);
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType(CONTENT_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
