package org.rapportfhir.server.smart;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Answers 401 with an OperationOutcome, in the format that was asked for, and says how to get a
 * token. What exactly was wrong with a token stays unsaid.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, section 3</a>
 */
final class FhirUnauthorized implements AuthenticationEntryPoint {

  private static final String JSON =
      "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"login\","
          + "\"details\":{\"coding\":[{\"system\":\"%s\",\"code\":\"%s\"}]},"
          + "\"diagnostics\":\"%s\"}]}";
  private static final String XML =
      "<OperationOutcome xmlns=\"http://hl7.org/fhir\"><issue><severity value=\"error\"/>"
          + "<code value=\"login\"/><details><coding><system value=\"%s\"/><code value=\"%s\"/>"
          + "</coding></details><diagnostics value=\"%s\"/></issue></OperationOutcome>";
  private static final String MISSING = "token-missing";
  private static final String REFUSED = "token-refused";

  private final String discovery;

  FhirUnauthorized(RapportSettings settings) {
    this.discovery = settings.fhirBase() + "/.well-known/smart-configuration";
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
      throws IOException {
    boolean tokenRefused = cause instanceof InvalidBearerTokenException;
    response.setHeader(
        HttpHeaders.WWW_AUTHENTICATE,
        "Bearer realm=\"rapport\"" + (tokenRefused ? ", error=\"invalid_token\"" : ""));
    if (tokenRefused) {
      write(request, response, REFUSED, refused());
    } else {
      write(request, response, MISSING, missing());
    }
  }

  private String missing() {
    return "This needs an access token in the Authorization header (Bearer). "
        + discovery
        + " says where to get one.";
  }

  private String refused() {
    return "The access token is expired, or is not one of this server's for this FHIR base. Get a"
        + " new one; "
        + discovery
        + " says where.";
  }

  private static void write(
      HttpServletRequest request, HttpServletResponse response, String code, String diagnostics)
      throws IOException {
    boolean xml = wantsXml(request);
    response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    response.setContentType(xml ? "application/fhir+xml" : "application/fhir+json");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response
        .getWriter()
        .write((xml ? XML : JSON).formatted(Refusals.ERROR_CODES, code, escaped(diagnostics, xml)));
  }

  /** {@code _format} wins over {@code Accept} (FHIR R4, section 3.1.0.1.11). */
  private static boolean wantsXml(HttpServletRequest request) {
    String format = request.getParameter("_format");
    String accept = format == null ? request.getHeader(HttpHeaders.ACCEPT) : format;
    if (accept == null) {
      return false;
    }
    String wanted = accept.toLowerCase(Locale.ROOT);
    int xml = wanted.indexOf("xml");
    int json = wanted.indexOf("json");
    boolean browser = wanted.contains("text/html");
    return xml >= 0 && !browser && (json < 0 || xml < json);
  }

  /** The base address is configuration, not input; still, nothing is written unescaped. */
  private static String escaped(String text, boolean xml) {
    return xml
        ? text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;")
        : text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
