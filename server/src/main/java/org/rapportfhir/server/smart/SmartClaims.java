package org.rapportfhir.server.smart;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rapportfhir.server.settings.RapportSettings;
import org.rapportfhir.server.smart.launch.LaunchContext;
import org.rapportfhir.server.smart.token.RevokedTokens;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/**
 * What SMART adds to the tokens: the FHIR base as the only audience of an access token, the app's
 * id, and {@code fhirUser} where it was asked for.
 */
final class SmartClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

  static final String SCOPE = "scope";
  static final String CLIENT_ID = "client_id";
  static final String FHIR_USER = "fhirUser";
  static final String PATIENT = "patient";
  static final String ENCOUNTER = "encounter";
  static final String INTENT = "intent";
  static final String NEED_PATIENT_BANNER = "need_patient_banner";

  /** What the token and the answer that brings it both say about the launch. */
  static final List<String> LAUNCH_CONTEXT =
      List.of(PATIENT, ENCOUNTER, INTENT, NEED_PATIENT_BANNER);

  /** Marks access tokens (RFC 9068), so that an identity token can never pass for one. */
  static final String ACCESS_TOKEN_TYPE = "at+jwt";

  private final RapportSettings settings;
  private final UserAccounts accounts;
  private final LaunchContexts contexts;

  SmartClaims(RapportSettings settings, UserAccounts accounts, LaunchContexts contexts) {
    this.settings = settings;
    this.accounts = accounts;
    this.contexts = contexts;
  }

  @Override
  public void customize(JwtEncodingContext context) {
    if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
      context.getJwsHeader().type(ACCESS_TOKEN_TYPE);
      context.getClaims().audience(audience());
      context.getClaims().claim(CLIENT_ID, context.getRegisteredClient().getClientId());
      OAuth2Authorization authorization = context.getAuthorization();
      if (authorization != null) {
        context.getClaims().claim(RevokedTokens.AUTHORIZATION, authorization.getId());
      }
      addFhirUser(context);
      addLaunchContext(context);
    } else if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
      addFhirUser(context);
    }
  }

  /** Full address of the user's resource; empty for users without one. */
  Optional<String> fhirUser(String username) {
    return accounts
        .find(username)
        .map(UserAccounts.Account::fhirUser)
        .map(reference -> settings.fhirBase() + "/" + reference);
  }

  /** As a type of list that Spring's stored authorizations may hold. */
  List<String> audience() {
    return Collections.singletonList(settings.fhirBase());
  }

  private void addFhirUser(JwtEncodingContext context) {
    boolean forClientItself =
        AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType());
    Set<String> scopes = context.getAuthorizedScopes();
    if (!forClientItself && scopes.contains(FHIR_USER)) {
      fhirUser(context.getPrincipal().getName())
          .ifPresent(address -> context.getClaims().claim(FHIR_USER, address));
    }
  }

  private void addLaunchContext(JwtEncodingContext context) {
    Set<String> scopes = context.getAuthorizedScopes();
    boolean launched = scopes.contains(LaunchContexts.LAUNCH);
    boolean ofPatient = launched || LaunchContexts.needPatient(scopes);
    boolean ofEncounter = launched || scopes.contains(LaunchContexts.LAUNCH_ENCOUNTER);
    OAuth2Authorization authorization = context.getAuthorization();
    if (authorization == null || !(ofPatient || ofEncounter)) {
      return;
    }
    LaunchContext launch = contexts.granted(authorization);
    JwtClaimsSet.Builder claims = context.getClaims();
    if (ofPatient && launch.patient() != null) {
      claims.claim(PATIENT, launch.patient());
      claims.claim(NEED_PATIENT_BANNER, launch.needsPatientBanner());
    }
    if (ofEncounter && launch.encounter() != null) {
      claims.claim(ENCOUNTER, launch.encounter());
    }
    if (launched && launch.intent() != null) {
      claims.claim(INTENT, launch.intent());
    }
  }
}
