package org.rapportfhir.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextCheckTest {

  /** Bytes of the kind that matter: few of a thousand random ones would be near UTF-8. */
  private static final byte[] NEAR_UTF8 =
      bytes(
          0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0,
          0xF4, 0xF5, 0xFF);

  @Property
  void itKnowsUtf8AsJavaDoes(@ForAll @Size(max = 6) byte[] choice) {
    byte[] text = new byte[choice.length];
    for (int i = 0; i < text.length; i++) {
      text[i] = NEAR_UTF8[Math.floorMod(choice[i], NEAR_UTF8.length)];
    }
    assertThat(passes(text, false)).isEqualTo(isUtf8(text));
  }

  @Property
  void itPassesEveryTextThatJavaWritesAsJson(@ForAll String text) throws Exception {
    boolean keepable = isUtf8(text) && text.chars().noneMatch(TextCheckTest::isForbidden);
    byte[] json = new ObjectMapper().writeValueAsBytes(keepable ? text : "x");
    assertThat(passes(json, true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\u00e9\"",
        "\"\\uD83D\\uDE00\"",
        "\"\\\\u0000\"",
        "\"\\n\\t\\r\"",
        "\"\\\"[[[{{{\"",
        "{\"a\":[1,{\"b\":\"\"}]}"
      })
  void whatJsonMayHoldPasses(String json) {
    assertThat(passes(json.getBytes(StandardCharsets.UTF_8), true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\u0000\"",
        "\"\\\\\\u0000\"",
        "\"\\u001F\"",
        "\"\\uD83D\"",
        "\"\\uD83Dx\"",
        "\"\\uD83D\\n\"",
        "\"\\uD83D\\uD83D\"",
        "\"\\uDE00\""
      })
  void controlCharactersAndHalvesOfPairsDoNotPass(String json) {
    assertThat(passes(json.getBytes(StandardCharsets.UTF_8), true)).isFalse();
  }

  @Test
  void depthIsCountedOutsideOfStringsAndGoesBackAgain() {
    assertThatCode(() -> check("[".repeat(200).getBytes(StandardCharsets.UTF_8), true))
        .doesNotThrowAnyException();
    assertThat(passes("[]".repeat(1_000).getBytes(StandardCharsets.UTF_8), true)).isTrue();
    RapportException refusal =
        catchThrowableOfType(
            RapportException.class,
            () -> check("[".repeat(201).getBytes(StandardCharsets.UTF_8), true));
    assertThat(refusal.error()).isEqualTo(FhirError.TOO_DEEP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<!DOCTYPE x>", "<<!DOCTYPE x>", "<!DOC<!DOCTYPE x>"})
  void aDocumentTypeDoesNotPassInXml(String xml) {
    assertThat(passes(xml.getBytes(StandardCharsets.UTF_8), false)).isFalse();
    assertThat(passes(xml.getBytes(StandardCharsets.UTF_8), true)).isTrue();
  }

  private static boolean passes(byte[] text, boolean json) {
    try {
      check(text, json);
      return true;
    } catch (RapportException refused) {
      return false;
    }
  }

  private static void check(byte[] text, boolean json) {
    var check = new TextCheck(json);
    for (byte b : text) {
      check.next(b & 0xFF);
    }
    check.end();
  }

  private static boolean isUtf8(byte[] text) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean isUtf8(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static boolean isForbidden(int c) {
    return c < ' ' && c != '\t' && c != '\n' && c != '\r';
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
