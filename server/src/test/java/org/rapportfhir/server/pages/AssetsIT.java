package org.rapportfhir.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapportfhir.server.support.RunningServer;

/** Files that keep their name from version to version. */
class AssetsIT {
  private final RunningServer server = RunningServer.get();

  @ParameterizedTest
  @ValueSource(strings = {"icon.svg", "old-browser.js", "licences.txt", "smart-style.json"})
  void areThereAndAskedForEachTime(String name) {
    HttpResponse<String> answer = server.send(server.request("/assets/" + name).GET());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isNotBlank();
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
  }

  @Test
  void anUnknownAddressIsAPageForPeopleAndACodeForPrograms() {
    HttpResponse<String> page =
        server.send(server.request("/nothing").setHeader("Accept", "text/html").GET());
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("<title>This page can");
    HttpResponse<String> code =
        server.send(server.request("/join/secret/nowhere").setHeader("Accept", "*/*").GET());
    assertThat(code.statusCode()).isEqualTo(404);
    assertThat(code.body()).doesNotContain("secret", "timestamp").contains("\"error\"");
  }
}
