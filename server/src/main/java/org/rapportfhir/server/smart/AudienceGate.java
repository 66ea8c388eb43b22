package org.rapportfhir.server.smart;

import java.util.Map;
import java.util.function.Consumer;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * An app must say for which FHIR server it wants a token, and mean this one: otherwise a forged
 * server could send the app here to obtain real tokens (SMART App Launch 2.2, parameter {@code
 * aud}).
 */
final class AudienceGate implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {

  private static final String AUD = "aud";

  private final String fhirBase;

  AudienceGate(String fhirBase) {
    this.fhirBase = fhirBase;
  }

  @Override
  public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
    OAuth2AuthorizationCodeRequestAuthenticationToken asked = context.getAuthentication();
    Map<String, Object> parameters = asked.getAdditionalParameters();
    if (!fhirBase.equals(parameters.get(AUD))) {
      throw new OAuth2AuthorizationCodeRequestAuthenticationException(
          new OAuth2Error(
              OAuth2ErrorCodes.INVALID_REQUEST, "aud must be this server's FHIR base", null),
          asked);
    }
  }
}
