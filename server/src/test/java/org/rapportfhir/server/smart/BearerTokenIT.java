package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.beans.factory.annotation.Autowired;

@SmartSlice
class BearerTokenIT {

  @Autowired SmartHttp http;
  @Autowired RapportSettings settings;
  @Autowired JWKSource<SecurityContext> keys;

  private RSAKey key;
  private JWTClaimsSet.Builder claims;

  @BeforeEach
  void aTokenThatWouldBeAccepted() throws Exception {
    key = keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null).get(0).toRSAKey();
    claims =
        new JWTClaimsSet.Builder()
            .issuer(settings.issuer())
            .audience(settings.fhirBase())
            .subject("somebody")
            .claim("client_id", "rapport-cli")
            .claim("scope", "system/*.cruds")
            .issueTime(Date.from(Instant.now()))
            .expirationTime(Date.from(Instant.now().plusSeconds(60)));
  }

  @Test
  void theTokenThatTheRefusalsStartFromIsAccepted() throws Exception {
    assertThat(http.get("/fhir/Patient", signed(JWSAlgorithm.RS256, key)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void anExpiredTokenIsRefused() throws Exception {
    claims.expirationTime(Date.from(Instant.now().minusSeconds(60)));
    assertRefused(signed(JWSAlgorithm.RS256, key));
  }

  @Test
  void aTokenWithoutExpiryIsRefused() throws Exception {
    claims.expirationTime(null);
    assertRefused(signed(JWSAlgorithm.RS256, key));
  }

  @Test
  void aTokenForAnotherAudienceOrNoneIsRefused() throws Exception {
    claims.audience("http://other.example/fhir");
    assertRefused(signed(JWSAlgorithm.RS256, key));
    claims.audience((String) null);
    assertRefused(signed(JWSAlgorithm.RS256, key));
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() throws Exception {
    claims.issuer("http://other.example");
    assertRefused(signed(JWSAlgorithm.RS256, key));
  }

  @Test
  void anUnsignedTokenIsRefused() {
    assertRefused(new PlainJWT(claims.build()).serialize());
  }

  @Test
  void aTokenKeyedWithThePublicKeyIsRefused() throws Exception {
    byte[] pem = key.toPublicJWK().toRSAPublicKey().getEncoded();
    byte[] jwk = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    for (byte[] secret : new byte[][] {pem, jwk}) {
      SignedJWT token = new SignedJWT(header(JWSAlgorithm.HS256), claims.build());
      token.sign(new MACSigner(secret));
      assertRefused(token.serialize());
    }
  }

  @Test
  void anotherAlgorithmOfTheSameKeyIsRefused() throws Exception {
    assertRefused(signed(JWSAlgorithm.RS512, key));
    assertRefused(signed(JWSAlgorithm.PS256, key));
  }

  @Test
  void aStrangersKeyUnderOurKeyIdIsRefused() throws Exception {
    assertRefused(
        signed(JWSAlgorithm.RS256, new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate()));
  }

  @Test
  void aTamperedTokenIsRefused() throws Exception {
    String mine = signed(JWSAlgorithm.RS256, key);
    claims.claim("scope", "system/*.cruds user/*.cruds");
    String other = signed(JWSAlgorithm.RS256, key);
    assertRefused(
        other.substring(0, other.lastIndexOf('.')) + mine.substring(mine.lastIndexOf('.')));
  }

  @Test
  void anIdentityTokenIsNoAccessToken() throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            claims.build());
    token.sign(new RSASSASigner(key));
    assertRefused(token.serialize());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b.c", "Bearer", "%00"})
  void whatIsNoTokenIsRefused(String text) {
    var response = http.get("/fhir/Patient", text);
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(issue(response).path("code").asText()).isEqualTo("login");
  }

  @Test
  void aTokenInTheAddressIsNotLookedAt() throws Exception {
    var response = http.get("/fhir/Patient?access_token=" + signed(JWSAlgorithm.RS256, key));
    assertThat(response.statusCode()).isEqualTo(401);
  }

  @Test
  void withoutATokenTheAnswerSaysInJsonWhereToGetOne() {
    var response = http.get("/fhir/Patient");

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer realm=\"rapport\"");
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/fhir+json");
    assertThat(issue(response).path("diagnostics").asText())
        .contains(settings.fhirBase() + "/.well-known/smart-configuration");
    assertThat(response.headers().map()).doesNotContainKey("Set-Cookie");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/fhir+xml", "application/xml;q=1, application/json;q=0.5"})
  void whoAsksForXmlIsRefusedInXml(String accept) {
    var response = http.send(http.to("/fhir/Patient").header("Accept", accept));

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/fhir+xml");
    assertThat(response.body())
        .startsWith("<OperationOutcome xmlns=\"http://hl7.org/fhir\">")
        .contains("<code value=\"login\"/>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/fhir/metadata", "/fhir/.well-known/smart-configuration"})
  void discoveryIsOpen(String path) {
    assertThat(http.get(path).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/fhir",
        "/fhir/",
        "/fhir/metadata/x",
        "/fhir/Patient/metadata",
        "/fhir/Patient/.well-known/smart-configuration",
        "/fhir/%6detadata/../Patient"
      })
  void whatLooksLikeDiscoveryIsNot(String path) {
    assertThat(http.get(path).statusCode()).isIn(400, 401);
  }

  @Test
  void theDesksFeedTakesAUsersTokenOnly() throws Exception {
    assertThat(http.get("/desk/today").statusCode()).isEqualTo(401);
    assertThat(http.get("/desk/today", signed(JWSAlgorithm.RS256, key)).statusCode())
        .isEqualTo(403);
    claims.claim("scope", "openid user/*.cruds").claim("fhirUser", "http://a/fhir/Practitioner/7");
    var response = http.get("/desk/today", signed(JWSAlgorithm.RS256, key));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("somebody Practitioner/7");
  }

  private void assertRefused(String token) {
    var response = http.get("/fhir/Patient", token);
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer realm=\"rapport\", error=\"invalid_token\"");
    assertThat(issue(response).path("code").asText()).isEqualTo("login");
  }

  private static com.fasterxml.jackson.databind.JsonNode issue(HttpResponse<String> response) {
    return SmartHttp.json(response).path("issue").path(0);
  }

  private String signed(JWSAlgorithm algorithm, RSAKey by) throws Exception {
    SignedJWT token = new SignedJWT(header(algorithm), claims.build());
    token.sign(new RSASSASigner(by));
    return token.serialize();
  }

  private JWSHeader header(JWSAlgorithm algorithm) {
    return new JWSHeader.Builder(algorithm)
        .type(new JOSEObjectType("at+jwt"))
        .keyID(key.getKeyID())
        .build();
  }
}
