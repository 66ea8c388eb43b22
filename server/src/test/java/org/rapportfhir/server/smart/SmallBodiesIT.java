package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Nothing outside the FHIR API needs a large body, so nothing takes one. */
@SmartSlice
class SmallBodiesIT {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String TOO_LARGE = "a=" + "x".repeat(16 * 1024);
  private static final String LARGEST = "a=" + "x".repeat(16 * 1024 - 2);

  @Autowired SmartHttp http;

  @ParameterizedTest
  @CsvSource({
    "/sign-in, application/x-www-form-urlencoded",
    "/oauth2/token, application/x-www-form-urlencoded",
    "/oauth2/revoke, application/x-www-form-urlencoded",
    "/sandbox/token, application/json",
    "/join/abc/leave, application/json",
    "/visit/abc/link, application/json",
    "/desk/visits/abc/note, application/json",
    "/anything/else, text/plain"
  })
  void aLargeBodyIsRefusedBeforeAnythingElse(String path, String type) {
    HttpResponse<String> refused = post(path, type, BodyPublishers.ofString(TOO_LARGE));
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(SmartHttp.json(refused).path("error").asText()).isEqualTo("body-too-large");
    assertThat(SmartHttp.json(refused).path("error_description").asText()).contains("16384 bytes");
    assertThat(refused.headers().firstValue("Cache-Control")).contains("no-store");
  }

  /** Only so can it be known before it is read. */
  @ParameterizedTest
  @ValueSource(strings = {"/sign-in", "/oauth2/token", "/join/abc/leave"})
  void aBodyMustSayItsLength(String path) {
    byte[] body = LARGEST.getBytes(StandardCharsets.US_ASCII);
    HttpResponse<String> refused =
        post(path, FORM, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    assertThat(refused.statusCode()).isEqualTo(411);
    assertThat(SmartHttp.json(refused).path("error").asText()).isEqualTo("length-required");
  }

  @Test
  void aBodyOfJustTheLimitIsTaken() {
    assertThat(post("/join/abc/leave", FORM, BodyPublishers.ofString(LARGEST)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void fhirTakesMore() {
    String patient = "{\"resourceType\":\"Patient\",\"id\":\"" + "x".repeat(20_000) + "\"}";
    assertThat(
            post("/fhir/Patient", "application/fhir+json", BodyPublishers.ofString(patient))
                .statusCode())
        .isEqualTo(401);
  }

  private HttpResponse<String> post(String path, String type, BodyPublisher body) {
    return http.send(http.to(path).header("Content-Type", type).POST(body));
  }
}
