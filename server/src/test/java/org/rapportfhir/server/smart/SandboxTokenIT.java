package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

@SmartSlice
class SandboxTokenIT {

  @Autowired SmartHttp http;
  @Autowired RapportSettings settings;
  @Autowired UserAccounts accounts;
  @Autowired JwtDecoder decoder;

  @Test
  void withoutWishesTheCommandLineGetsATokenForEverything() {
    var body = SmartHttp.json(http.asCli("/sandbox/token", Map.of()));

    assertThat(body.path("scope").asText()).isEqualTo("system/*.cruds");
    assertThat(body.path("expires_in").asInt()).isBetween(3590, 3600);
    String token = body.path("access_token").asText();
    assertThat(http.get("/fhir/Patient", token).statusCode()).isEqualTo(200);
    var known = SmartHttp.json(http.asCli("/oauth2/introspect", Map.of("token", token)));
    assertThat(known.path("active").asBoolean()).isTrue();
  }

  @Test
  void aTokenForAUserAndAPatientNamesBoth() {
    accounts.create("bo", "long enough password", "Practitioner/9", List.of());
    Map<String, String> order =
        Map.of(
            "user",
            "Bo",
            "patient",
            "p1",
            "scope",
            "user/*.rs patient/*.r",
            "client",
            "rapport-desk");
    Jwt token = decoder.decode(http.token(order));

    assertThat(Caller.of(token))
        .isEqualTo(
            new Caller(
                "bo",
                "Practitioner/9",
                "rapport-desk",
                java.util.Set.of("user/*.rs", "patient/*.r"),
                "p1"));
  }

  @Test
  void anOrderMayComeAsJson() {
    var request =
        http.to("/sandbox/token")
            .header("Content-Type", "application/json")
            .header("Authorization", SmartHttp.basic(SmartSlice.CLI_SECRET))
            .POST(BodyPublishers.ofString("{\"scope\":\"system/Patient.r\"}"));
    assertThat(SmartHttp.json(http.send(request)).path("scope").asText())
        .isEqualTo("system/Patient.r");
  }

  @ParameterizedTest
  @CsvSource({
    "scope, everything, invalid_scope",
    "scope, patient/*.rs, invalid_scope",
    "client, nobody, invalid_client",
    "user, nobody, invalid_request"
  })
  void aWrongOrderIsRefusedWithAReason(String field, String value, String error) {
    var response = http.asCli("/sandbox/token", Map.of(field, value));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(SmartHttp.json(response).path("error").asText()).isEqualTo(error);
    assertThat(SmartHttp.json(response).path("error_description").asText()).isNotBlank();
  }

  @Test
  void onlyTheCommandLineGetsATokenHere() {
    accounts.create("rapport-cli", "another secret", null, List.of("CLI"));
    var form = http.form("/sandbox/token", Map.of());
    assertThat(http.send(form).statusCode()).isEqualTo(401);
    assertThat(http.get("/sandbox/ready").statusCode()).isEqualTo(401);
    for (String secret : new String[] {"wrong", "another secret"}) {
      var request = http.form("/sandbox/token", Map.of());
      assertThat(http.send(request.header("Authorization", SmartHttp.basic(secret))).statusCode())
          .isEqualTo(401);
    }
  }
}
