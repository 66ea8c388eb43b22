package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.beans.factory.annotation.Autowired;

/** Backend services, which prove themselves by a key of their own. */
@SmartSlice
class ClientAssertionIT {

  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  @Autowired SmartHttp http;
  @Autowired RapportSettings settings;

  private RSAKey rsa;
  private ECKey ec;
  private String client;

  @BeforeEach
  void aServiceWithTwoKeys() throws JOSEException {
    rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
    ec = new ECKeyGenerator(Curve.P_384).keyID("ec").generate();
    client = register(Map.of("jwks", new JWKSet(List.of(rsa, ec)).toJSONObject()));
  }

  @Test
  void bothAlgorithmsOfSmartGetAShortToken() throws JOSEException {
    for (String assertion : List.of(signed(claims().build(), rsa), signed(claims().build(), ec))) {
      HttpResponse<String> answer = ask(assertion, "system/Patient.rs");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode token = SmartHttp.json(answer);
      assertThat(token.path("expires_in").asInt()).isBetween(1, 300);
      assertThat(token.path("scope").asText()).isEqualTo("system/Patient.rs");
      assertThat(token.has("refresh_token")).isFalse();
      assertThat(http.get("/fhir/Patient", token.path("access_token").asText()).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void anAssertionWorksOnceAlsoWhenItComesTwiceAtOneTime() throws Exception {
    String assertion = signed(claims().build(), rsa);
    assertThat(ask(assertion, "system/*.rs").statusCode()).isEqualTo(200);
    refused(assertion);
  }

  @Test
  void theSameIdOfAnotherClientIsAnother() throws JOSEException {
    String id = UUID.randomUUID().toString();
    assertThat(ask(signed(claims().jwtID(id).build(), rsa), "system/*.rs").statusCode())
        .isEqualTo(200);
    client = register(Map.of("jwks", new JWKSet(List.of(rsa, ec)).toJSONObject()));
    assertThat(ask(signed(claims().jwtID(id).build(), rsa), "system/*.rs").statusCode())
        .isEqualTo(200);
  }

  @Test
  void whatIsWrongInOneThingIsRefused() throws JOSEException {
    Instant now = Instant.now();
    refused(signed(claims().audience("https://elsewhere.example/token").build(), rsa));
    refused(signed(claims().issuer("somebody").build(), rsa));
    refused(signed(claims().subject("somebody").build(), rsa));
    refused(signed(claims().jwtID(null).build(), rsa));
    refused(signed(claims().expirationTime(null).build(), rsa));
    refused(signed(claims().expirationTime(Date.from(now.minusSeconds(60))).build(), rsa));
    refused(signed(claims().expirationTime(Date.from(now.plusSeconds(600))).build(), rsa));
    refused(signed(claims().notBeforeTime(Date.from(now.plusSeconds(120))).build(), rsa));
  }

  @Test
  void anotherKeyAnotherAlgorithmOrNoneIsRefused() throws JOSEException {
    RSAKey stranger = new RSAKeyGenerator(2048).keyID("rsa").generate();
    refused(signed(claims().build(), stranger));
    refused(signed(claims().build(), rsa, JWSAlgorithm.RS256));
    refused(new PlainJWT(claims().build()).serialize());
    SignedJWT byPublicKey =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS384).keyID("rsa").build(), claims().build());
    byPublicKey.sign(new MACSigner(rsa.toPublicJWK().toJSONString()));
    refused(byPublicKey.serialize());
  }

  /** The header's own key, or an address to fetch one from, must mean nothing. */
  @Test
  void aKeyThatComesAlongIsNotUsed() throws JOSEException {
    RSAKey stranger = new RSAKeyGenerator(2048).keyID("stranger").generate();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS384)
                .keyID("../../etc/passwd' or '1'='1")
                .jwk(stranger.toPublicJWK())
                .build(),
            claims().build());
    jwt.sign(new RSASSASigner(stranger));
    refused(jwt.serialize());
  }

  @Test
  void aServiceGetsNothingBeyondItsScopes() throws JOSEException {
    HttpResponse<String> answer = ask(signed(claims().build(), rsa), "system/*.cruds");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(SmartHttp.json(answer).path("error").asText()).isEqualTo("invalid_scope");
  }

  @Test
  void keysAtAnAddressMayChangeAtAnyTime() throws Exception {
    try (KeyServer keys = new KeyServer()) {
      keys.serve(rsa);
      client = register(Map.of("jwks_uri", keys.address()));
      assertThat(ask(signed(claims().build(), rsa), "system/*.rs").statusCode()).isEqualTo(200);
      keys.serve(ec);
      refused(signed(claims().build(), ec)); // was fetched a moment ago
      Thread.sleep(10_100);
      assertThat(ask(signed(claims().build(), ec), "system/*.rs").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anAddressThatAnswersNonsenseIsAClientWithoutKeys() throws Exception {
    try (KeyServer keys = new KeyServer()) {
      client = register(Map.of("jwks_uri", keys.address()));
      for (String nonsense : List.of("", "{}", "[]", "{\"keys\":\"x\"}", "x".repeat(100_000))) {
        keys.serve(nonsense);
        refused(signed(claims().build(), rsa));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'grant_types':['client_credentials'],'token_endpoint_auth_method':'none'}",
        "{'grant_types':['client_credentials'],'token_endpoint_auth_method':'client_secret_basic'}",
        "{'grant_types':['client_credentials'],'token_endpoint_auth_method':'private_key_jwt'}",
        "{'grant_types':['password']}",
        "{'redirect_uris':[]}",
        "{'redirect_uris':['http://app.example/callback']}",
        "{'redirect_uris':['https://app.example/callback#x']}",
        "{'redirect_uris':['javascript:alert(1)']}",
        "{'redirect_uris':['https://user:pw@app.example/']}",
        "{'scope':'patient/*.rs everything'}",
        "{'client_name':''}",
        "{'token_endpoint_auth_method':'private_key_jwt','jwks_uri':'file:///etc/passwd'}",
        "{'token_endpoint_auth_method':'private_key_jwt','jwks':{'keys':[]}}"
      })
  void aRegistrationThatCanNotWorkIsRefusedWithWhatToChange(String changes) throws IOException {
    Map<String, Object> app = new HashMap<>();
    app.put("client_name", "An app");
    app.put("redirect_uris", List.of(AppUnderTest.CALLBACK));
    Map<?, ?> other =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .readValue(changes.replace('\'', '"'), Map.class);
    other.forEach((name, value) -> app.put(String.valueOf(name), value));
    if (changes.contains("client_credentials")) {
      app.put("redirect_uris", List.of());
    }
    HttpResponse<String> answer = AppUnderTest.registration(http, app);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(SmartHttp.json(answer).path("error").asText()).startsWith("invalid_");
    assertThat(SmartHttp.json(answer).path("error_description").asText()).isNotEmpty();
  }

  private String register(Map<String, Object> keys) {
    Map<String, Object> app = new HashMap<>(keys);
    app.put("client_name", "A service");
    app.put("grant_types", List.of("client_credentials"));
    app.put("token_endpoint_auth_method", "private_key_jwt");
    app.put("scope", "system/*.rs");
    HttpResponse<String> answer = AppUnderTest.registration(http, app);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return SmartHttp.json(answer).path("client_id").asText();
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(client)
        .subject(client)
        .audience(settings.issuer() + "/oauth2/token")
        .jwtID(UUID.randomUUID().toString())
        .expirationTime(Date.from(Instant.now().plusSeconds(120)));
  }

  private static String signed(JWTClaimsSet claims, JWK key) throws JOSEException {
    return signed(claims, key, key instanceof RSAKey ? JWSAlgorithm.RS384 : JWSAlgorithm.ES384);
  }

  private static String signed(JWTClaimsSet claims, JWK key, JWSAlgorithm algorithm)
      throws JOSEException {
    SignedJWT jwt =
        new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
    jwt.sign(key instanceof RSAKey r ? new RSASSASigner(r) : new ECDSASigner((ECKey) key));
    return jwt.serialize();
  }

  private HttpResponse<String> ask(String assertion, String scope) {
    return http.send(
        http.form(
            "/oauth2/token",
            Map.of(
                "grant_type", "client_credentials",
                "scope", scope,
                "client_assertion_type", TYPE,
                "client_assertion", assertion)));
  }

  private void refused(String assertion) {
    HttpResponse<String> answer = ask(assertion, "system/*.rs");
    assertThat(answer.statusCode()).as(answer.body()).isIn(400, 401);
    assertThat(SmartHttp.json(answer).path("error").asText())
        .isIn("invalid_client", "invalid_request");
    assertThat(answer.body()).doesNotContain("passwd", "127.0.0.1", "Exception");
  }

  /** Where a client's keys are to be had. */
  private static final class KeyServer implements AutoCloseable {
    private final HttpServer server;
    private volatile String answer = "";

    KeyServer() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
    }

    void serve(JWK key) {
      serve(new JWKSet(key).toString());
    }

    void serve(String text) {
      answer = text;
    }

    String address() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
