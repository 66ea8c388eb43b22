package org.rapportfhir.server.smart;

import java.util.function.Consumer;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationToken;

/** Nobody grants access to a patient's record without having said whose. */
final class ConsentGate implements Consumer<OAuth2AuthorizationConsentAuthenticationContext> {

  private final LaunchContexts contexts;

  ConsentGate(LaunchContexts contexts) {
    this.contexts = contexts;
  }

  @Override
  public void accept(OAuth2AuthorizationConsentAuthenticationContext context) {
    OAuth2AuthorizationConsentAuthenticationToken decision = context.getAuthentication();
    if (LaunchContexts.needPatient(decision.getScopes())
        && contexts.known(context.getAuthorization()).patient() == null) {
      throw new OAuth2AuthorizationCodeRequestAuthenticationException(
          new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "No patient was chosen", null), null);
    }
  }
}
