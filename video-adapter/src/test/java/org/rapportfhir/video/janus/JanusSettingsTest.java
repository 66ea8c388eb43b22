package org.rapportfhir.video.janus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JanusSettingsTest {
  private static final String API = "http://127.0.0.1:8088/janus";
  private static final String ADMIN = "http://127.0.0.1:7088/admin";

  @ParameterizedTest
  @CsvSource(
      value = {
        "ftp://host/janus|" + ADMIN + "|a|b|c|apiUri",
        "http://host|" + ADMIN + "|a|b|c|apiUri",
        "http://host/janus/|" + ADMIN + "|a|b|c|apiUri",
        "http://host/janus?x=1|" + ADMIN + "|a|b|c|apiUri",
        API + "|/admin|a|b|c|adminUri",
        API + "|" + ADMIN + "|' '|b|c|apiSecret",
        API + "|" + ADMIN + "|a|''|c|adminSecret",
        API + "|" + ADMIN + "|a|b|''|adminKey"
      },
      delimiter = '|')
  void aWrongFieldIsNamed(
      String api, String admin, String apiSecret, String adminSecret, String key, String field) {
    assertThatThrownBy(() -> settings(api, admin, apiSecret, adminSecret, key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(field + " ");
  }

  @Test
  void timesHaveLimits() {
    JanusSettings settings = settings(API, ADMIN, "a", "b", "c");
    assertThatThrownBy(() -> settings.withTimes(Duration.ZERO, Duration.ofSeconds(1)))
        .hasMessageStartingWith("requestTimeout ");
    assertThatThrownBy(() -> settings.withTimes(Duration.ofSeconds(1), Duration.ofMinutes(1)))
        .hasMessageStartingWith("heartbeat ");
  }

  @Test
  void noSecretIsPrinted() {
    assertThat(settings(API, ADMIN, "hidden-1", "hidden-2", "hidden-3").toString())
        .doesNotContain("hidden");
  }

  private static JanusSettings settings(
      String api, String admin, String apiSecret, String adminSecret, String key) {
    return new JanusSettings(
        URI.create(api), URI.create(admin), apiSecret, adminSecret, key, TestJanus.MASTER);
  }
}
