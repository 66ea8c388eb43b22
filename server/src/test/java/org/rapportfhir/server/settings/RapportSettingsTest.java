package org.rapportfhir.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RapportSettingsTest {
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  @Test
  void theBaseAddressLosesItsLastSlash() {
    RapportSettings settings = settings(Map.of("base-url", "https://a.example/x/"));
    assertThat(settings.issuer()).isEqualTo("https://a.example/x");
    assertThat(settings.fhirBase()).isEqualTo("https://a.example/x/fhir");
    assertThat(settings.https()).isTrue();
    assertThat(settings(Map.of()).https()).isFalse();
  }

  @Test
  void aBaseAddressThatIsNoneOrHasMoreThanAPathStopsTheStart() {
    for (String address :
        new String[] {"localhost", "https://a.example?x=1", "http://a.example#x"}) {
      assertRefused(Map.of("base-url", address), "rapport.base-url must");
    }
  }

  @Test
  void aKeyThatIsTooShortOrNoBase64StopsTheStartWithoutBeingQuoted() {
    for (String key : new String[] {"not base64!", "c2hvcnQ=", ""}) {
      assertRefused(Map.of("secret-key", key), "openssl rand -base64 32");
    }
    assertThatThrownBy(() -> bind(Map.of())).rootCause().hasMessageContaining("openssl rand");
  }

  @Test
  void aTimeZoneThatBrowsersDoNotKnowStopsTheStart() {
    for (String offset : new String[] {"Z", "+02:00"}) {
      assertRefused(Map.of("practice.time-zone", offset), "a region like America/Denver");
    }
  }

  @Test
  void theSandboxNeedsItsCommandLinesSecret() {
    assertRefused(
        Map.of("sandbox", "true", "sandbox-cli-secret", " "), "rapport.sandbox-cli-secret");
  }

  @Test
  void theSandboxListensAtThisMachineOnlyUnlessToldOtherwise() {
    Map<String, String> sandbox = Map.of("sandbox", "true", "sandbox-cli-secret", "hush");
    assertThat(settings(sandbox).listenAddress())
        .hasValueSatisfying(address -> assertThat(address.isLoopbackAddress()).isTrue());

    Map<String, String> open = new HashMap<>(sandbox);
    open.put("address", "0.0.0.0");
    assertThat(settings(open).listenAddress())
        .hasValueSatisfying(address -> assertThat(address.isAnyLocalAddress()).isTrue());

    assertThat(settings(Map.of()).listenAddress()).isEmpty();
  }

  @Test
  void secretsStayOutOfItsText() {
    RapportSettings settings =
        settings(
            Map.of(
                "sandbox", "true",
                "sandbox-cli-secret", "hush",
                "database.password", "hush",
                "video.api-secret", "hush",
                "video.events-password", "hush"));
    assertThat(settings + "" + settings.database() + settings.video()).doesNotContain(KEY, "hush");
  }

  /** Stored signing keys are sealed under this one: another derivation would lock them away. */
  @Test
  void theDerivedKeysStayTheSameForEver() {
    assertThat(HexFormat.of().formatHex(settings(Map.of()).keyFor("rapport/signing-keys/1")))
        .isEqualTo("c4efbb00d27c1cbec9e8cca30f3bbd1c5a3a302ce1d70b0d5e64165a7dda2345");
  }

  @Test
  void eachPurposeHasAKeyOfItsOwn() {
    RapportSettings settings = settings(Map.of());
    assertThat(settings.keyFor("a")).isNotEqualTo(settings.keyFor("b"));
  }

  private static void assertRefused(Map<String, String> given, String why) {
    assertThatThrownBy(() -> settings(given))
        .rootCause()
        .hasMessageContaining(why)
        .hasMessageNotContaining("c2hvcnQ=");
  }

  private static RapportSettings settings(Map<String, String> given) {
    Map<String, String> all = new HashMap<>(Map.of("secret-key", KEY));
    all.putAll(given);
    return bind(all);
  }

  private static RapportSettings bind(Map<String, String> given) {
    var source = new MapConfigurationPropertySource();
    given.forEach((name, value) -> source.put("rapport." + name, value));
    return new Binder(source).bindOrCreate("rapport", RapportSettings.class);
  }
}
