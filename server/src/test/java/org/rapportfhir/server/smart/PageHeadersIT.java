package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@SmartSlice
class PageHeadersIT {

  @Autowired SmartHttp http;

  @ParameterizedTest
  @ValueSource(strings = {"/", "/desk"})
  void aPageCarriesEveryHeaderOfTheBrief(String path) {
    HttpResponse<String> page = http.get(path);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "Content-Security-Policy"))
        .contains("default-src 'none'", "frame-ancestors 'none'", "require-trusted-types-for")
        .doesNotContain("unsafe");
    assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(page, "Permissions-Policy"))
        .isEqualTo("camera=(self), microphone=(self), display-capture=(self)");
    assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
    assertThat(page.headers().firstValue("Strict-Transport-Security")).isEmpty();
    assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/assets/desk-Ab3_-x9Z.js, 200, 'public, max-age=31536000, immutable'",
    "/assets/icons.svg, 200, no-cache",
    "/assets/gone-Ab3_-x9Z.js, 404, no-store"
  })
  void onlyAnAssetNamedByItsContentIsKept(String path, int status, String cacheControl) {
    HttpResponse<String> asset = http.get(path);
    assertThat(asset.statusCode()).isEqualTo(status);
    assertThat(header(asset, "Cache-Control")).isEqualTo(cacheControl);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/secret",
        "/nowhere",
        "/actuator/prometheus",
        "/actuator/env",
        "/actuator",
        "/internal/other",
        "/oauth2/par"
      })
  void whatIsNotNamedIsClosed(String path) {
    assertThat(http.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void healthIsOpen() {
    assertThat(http.get("/actuator/health").statusCode()).isEqualTo(200);
  }

  @Test
  void aPersonalLinkNeedsNoSessionsToken() {
    var response = http.send(http.to("/join/x/leave").POST(BodyPublishers.noBody()));
    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void anythingElseThatIsPostedDoes() {
    assertThat(http.send(http.form("/desk", Map.of())).statusCode()).isEqualTo(403);
  }

  @Test
  void signInTellsItsHeadersToo() {
    var response = http.get("/sign-in/csrf");
    assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
    assertThat(header(response, "Set-Cookie")).contains("HttpOnly", "SameSite=Lax");
  }

  private static String header(HttpResponse<String> response, String name) {
    assertThat(response.headers().allValues(name)).as(name).hasSize(1);
    return response.headers().firstValue(name).orElseThrow();
  }
}
