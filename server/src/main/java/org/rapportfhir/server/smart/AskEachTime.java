package org.rapportfhir.server.smart;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;

/**
 * Remembers no consent: who opens an app sees each time what it gets, and for whom. A remembered
 * one would also add scopes that the user took away this time.
 */
final class AskEachTime implements OAuth2AuthorizationConsentService {

  @Override
  public void save(OAuth2AuthorizationConsent consent) {
    // What was granted stands on the authorization.
  }

  @Override
  public void remove(OAuth2AuthorizationConsent consent) {
    // There is none.
  }

  @Override
  public @Nullable OAuth2AuthorizationConsent findById(String clientId, String principal) {
    return null;
  }
}
