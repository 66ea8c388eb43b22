package org.rapportfhir.server.smart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rapportfhir.server.settings.RapportSettings;
import org.rapportfhir.server.smart.token.RefreshTokens;

/**
 * What {@code /fhir/.well-known/smart-configuration} says: only what works now.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html">SMART App Launch
 *     2.2, Conformance</a>
 */
final class SmartDocument {

  static final List<String> GRANT_TYPES =
      List.of("authorization_code", "refresh_token", "client_credentials");
  static final List<String> CLIENT_AUTHENTICATION =
      List.of("client_secret_basic", "client_secret_post", "private_key_jwt");
  static final List<String> ASSERTION_ALGORITHMS = List.of("RS384", "ES384");
  static final List<String> SCOPES =
      List.of(
          "openid",
          SmartClaims.FHIR_USER,
          LaunchContexts.LAUNCH,
          LaunchContexts.LAUNCH_PATIENT,
          RefreshTokens.OFFLINE,
          "patient/*.cruds",
          "user/*.cruds",
          "system/*.cruds");

  private SmartDocument() {}

  static Map<String, Object> of(RapportSettings settings) {
    String base = settings.issuer();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", base);
    document.put("jwks_uri", base + "/oauth2/jwks");
    document.put("authorization_endpoint", base + "/oauth2/authorize");
    document.put("token_endpoint", base + "/oauth2/token");
    document.put("introspection_endpoint", base + "/oauth2/introspect");
    document.put("revocation_endpoint", base + "/oauth2/revoke");
    if (settings.sandbox()) {
      document.put("registration_endpoint", base + RegistrationController.PATH);
    }
    document.put("grant_types_supported", GRANT_TYPES);
    document.put("token_endpoint_auth_methods_supported", CLIENT_AUTHENTICATION);
    document.put("token_endpoint_auth_signing_alg_values_supported", ASSERTION_ALGORITHMS);
    document.put("scopes_supported", SCOPES);
    document.put("response_types_supported", List.of("code"));
    document.put("code_challenge_methods_supported", List.of("S256"));
    document.put(
        "capabilities",
        List.of(
            "launch-ehr",
            "launch-standalone",
            "authorize-post",
            "client-public",
            "client-confidential-symmetric",
            "client-confidential-asymmetric",
            "sso-openid-connect",
            "context-banner",
            "context-style",
            "context-ehr-patient",
            "context-ehr-encounter",
            "context-standalone-patient",
            "permission-offline",
            "permission-patient",
            "permission-user",
            "permission-v1",
            "permission-v2"));
    return document;
  }
}
