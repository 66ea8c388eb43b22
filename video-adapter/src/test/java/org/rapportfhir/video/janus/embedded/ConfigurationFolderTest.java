package org.rapportfhir.video.janus.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFolderTest {
  @Test
  void placeholdersAreFilledIn() {
    String text = ConfigurationFolder.render("port = ${API_PORT} # $5", Map.of("API_PORT", "80"));
    assertThat(text).isEqualTo("port = 80 # $5");
  }

  @Test
  void aMissingValueIsNamed() {
    assertThatThrownBy(() -> ConfigurationFolder.render("${API_PORT}", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("API_PORT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b", "a\\b", "a\nb"})
  void aValueThatWouldBreakOutOfItsQuotesIsRefusedUnprinted(String value) {
    assertThatThrownBy(() -> ConfigurationFolder.render("\"${KEY}\"", Map.of("KEY", value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("KEY")
        .hasMessageNotContaining(value);
  }
}
