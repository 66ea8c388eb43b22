package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

@SmartSlice
class TokenEndpointIT {

  @Autowired SmartHttp http;
  @Autowired RapportSettings settings;
  @Autowired JwtDecoder decoder;

  @ParameterizedTest
  @ValueSource(strings = {"system/*.cruds", "system/Patient.rs", "system/*.read"})
  void aClientGetsATokenForTheFhirBaseWithTheScopeItAskedFor(String scope) {
    HttpResponse<String> response = ask(scope);

    assertThat(response.statusCode()).isEqualTo(200);
    var body = SmartHttp.json(response);
    assertThat(body.path("scope").asText()).isEqualTo(scope);
    assertThat(body.path("expires_in").asInt()).isBetween(3590, 3600);
    assertThat(body.has("refresh_token")).isFalse();
    Jwt token = decoder.decode(body.path("access_token").asText());
    assertThat(token.getAudience()).containsExactly(settings.fhirBase());
    assertThat(token.getClaimAsString("client_id")).isEqualTo("rapport-cli");
    assertThat(token.getClaimAsStringList("scope")).containsExactly(scope);
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "user/*.cruds", "system/Patient.rs user/Patient.r", "openid", "system/x.r"})
  void aScopeBeyondTheClientsOwnIsRefused(String scope) {
    HttpResponse<String> response = ask(scope);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(SmartHttp.json(response).path("error").asText()).isEqualTo("invalid_scope");
  }

  @Test
  void aWrongSecretIsRefused() {
    var request =
        http.form(
            "/oauth2/token", Map.of("grant_type", "client_credentials", "scope", "system/*.rs"));
    var response = http.send(request.header("Authorization", SmartHttp.basic("wrong")));

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(SmartHttp.json(response).path("error").asText()).isEqualTo("invalid_client");
  }

  @Test
  void theDeskGetsNoTokenWithoutAPerson() {
    var response =
        http.send(
            http.form(
                "/oauth2/token",
                Map.of(
                    "grant_type", "client_credentials",
                    "client_id", "rapport-desk",
                    "scope", "user/*.cruds")));

    assertThat(response.statusCode()).isIn(400, 401);
  }

  @Test
  void aTokenIsActiveUntilItIsRevoked() {
    String token = SmartHttp.json(ask("system/*.rs")).path("access_token").asText();

    var before = SmartHttp.json(http.asCli("/oauth2/introspect", Map.of("token", token)));
    assertThat(before.path("active").asBoolean()).isTrue();
    assertThat(before.path("scope").asText()).isEqualTo("system/*.rs");

    assertThat(http.asCli("/oauth2/revoke", Map.of("token", token)).statusCode()).isEqualTo(200);
    var after = SmartHttp.json(http.asCli("/oauth2/introspect", Map.of("token", token)));
    assertThat(after.path("active").asBoolean()).isFalse();
  }

  @Test
  void theKeySetShowsNothingPrivate() {
    var keys = SmartHttp.json(http.get("/oauth2/jwks")).path("keys");

    assertThat(keys).hasSize(1);
    assertThat(keys.get(0).path("alg").asText()).isEqualTo("RS256");
    for (String secret : new String[] {"d", "p", "q", "dp", "dq", "qi"}) {
      assertThat(keys.get(0).has(secret)).isFalse();
    }
  }

  @Test
  void theDocumentsNameTheSameEndpointsAndOnlyWhatWorks() {
    var smart = SmartHttp.json(http.get("/fhir/.well-known/smart-configuration"));
    var openid = SmartHttp.json(http.get("/.well-known/openid-configuration"));

    for (String same :
        new String[] {
          "issuer",
          "jwks_uri",
          "authorization_endpoint",
          "token_endpoint",
          "introspection_endpoint",
          "revocation_endpoint",
          "grant_types_supported",
          "scopes_supported",
          "token_endpoint_auth_methods_supported",
          "code_challenge_methods_supported"
        }) {
      assertThat(smart.path(same)).as(same).isEqualTo(openid.path(same));
      assertThat(smart.has(same)).as(same).isTrue();
    }
    assertThat(openid.toString()).doesNotContain("device", "dpop", "tls_client");
    assertThat(openid.path("userinfo_endpoint").asText()).endsWith("/userinfo");
  }

  private HttpResponse<String> ask(String scope) {
    return http.asCli("/oauth2/token", Map.of("grant_type", "client_credentials", "scope", scope));
  }
}
