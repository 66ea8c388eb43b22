package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SmartPropertiesTest {

  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  @Test
  void theBaseAddressLosesItsLastSlash() {
    var properties = new SmartProperties(URI.create("https://a.example/x/"), KEY, false, null);
    assertThat(properties.issuer()).isEqualTo("https://a.example/x");
    assertThat(properties.fhirBase()).isEqualTo("https://a.example/x/fhir");
    assertThat(properties.https()).isTrue();
  }

  @Test
  void aKeyThatIsTooShortOrNoBase64StopsTheStartWithoutBeingQuoted() {
    for (String key : new String[] {"not base64!", "c2hvcnQ=", "", null}) {
      assertThatThrownBy(
              () -> new SmartProperties(URI.create("http://localhost"), key, false, null))
          .hasMessageContaining("openssl rand -base64 32")
          .hasMessageNotContaining("c2hvcnQ=");
    }
  }

  @Test
  void theSandboxNeedsItsCommandLinesSecret() {
    assertThatThrownBy(() -> new SmartProperties(URI.create("http://localhost"), KEY, true, " "))
        .hasMessageContaining("rapport.sandbox-cli-secret");
  }

  @Test
  void secretsStayOutOfItsText() {
    var properties = new SmartProperties(URI.create("http://localhost"), KEY, true, "hush");
    assertThat(properties.toString()).doesNotContain(KEY, "hush");
  }
}
