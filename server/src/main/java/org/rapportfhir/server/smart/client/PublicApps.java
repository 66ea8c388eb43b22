package org.rapportfhir.server.smart.client;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Lets a public app refresh and revoke its tokens by its {@code client_id} alone: what it has is
 * the token, which works once. Spring lets public apps only redeem codes.
 */
public final class PublicApps implements AuthenticationConverter, AuthenticationProvider {

  private final RegisteredClientRepository clients;

  public PublicApps(RegisteredClientRepository clients) {
    this.clients = clients;
  }

  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    String client = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
    boolean otherwise =
        request.getHeader(HttpHeaders.AUTHORIZATION) != null
            || request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) != null
            || request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION) != null;
    return client == null || otherwise || !(refreshes(request) || revokes(request))
        ? null
        : new ByName(client);
  }

  private static boolean refreshes(HttpServletRequest request) {
    return "refresh_token".equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE));
  }

  private static boolean revokes(HttpServletRequest request) {
    return request.getRequestURI().endsWith("/oauth2/revoke");
  }

  @Override
  public @Nullable Authentication authenticate(Authentication asked) {
    if (!(asked instanceof ByName byName)) {
      return null;
    }
    RegisteredClient client = clients.findByClientId(byName.getName());
    if (client == null
        || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }
    return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return ByName.class.isAssignableFrom(authentication);
  }

  private static final class ByName extends OAuth2ClientAuthenticationToken {
    private static final long serialVersionUID = 1L;

    ByName(String clientId) {
      super(clientId, ClientAuthenticationMethod.NONE, null, Map.of());
    }
  }
}
