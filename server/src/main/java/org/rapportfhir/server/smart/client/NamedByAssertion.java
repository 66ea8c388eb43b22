package org.rapportfhir.server.smart.client;

import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.web.authentication.JwtClientAssertionAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Takes the client's name from its assertion where it isn't sent besides: {@code client_id} is
 * optional then (RFC 7523, section 3), and SMART's backend services leave it out. Spring wants it.
 * The name is only a claim until {@link ClientAssertions} has checked the signature.
 */
public final class NamedByAssertion implements AuthenticationConverter {

  private final AuthenticationConverter spring = new JwtClientAssertionAuthenticationConverter();

  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    String assertion = request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION);
    if (assertion == null || request.getParameter(OAuth2ParameterNames.CLIENT_ID) != null) {
      return null; // Spring's own converter comes next
    }
    String client = subject(assertion);
    return client == null ? null : spring.convert(new Named(request, client));
  }

  private static @Nullable String subject(String assertion) {
    try {
      return SignedJWT.parse(assertion).getJWTClaimsSet().getSubject();
    } catch (ParseException notSigned) {
      return null;
    }
  }

  private static final class Named extends HttpServletRequestWrapper {
    private final Map<String, String[]> parameters;

    Named(HttpServletRequest request, String client) {
      super(request);
      parameters = new HashMap<>(request.getParameterMap());
      parameters.put(OAuth2ParameterNames.CLIENT_ID, new String[] {client});
    }

    @Override
    public @Nullable String getParameter(String name) {
      String[] values = parameters.get(name);
      return values == null ? null : values[0];
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return parameters;
    }
  }
}
