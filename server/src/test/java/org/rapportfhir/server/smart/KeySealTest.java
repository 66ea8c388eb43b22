package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class KeySealTest {

  private final SecureRandom random = new SecureRandom();
  private final byte[] key = random.generateSeed(32);
  private final KeySeal seal = new KeySeal(key, random);

  @Test
  void opensWhatItSealed() {
    assertThat(seal.open("kid", seal.seal("kid", "clear"))).isEqualTo("clear");
  }

  @Test
  void neverSealsAlike() {
    assertThat(seal.seal("kid", "clear")).isNotEqualTo(seal.seal("kid", "clear"));
  }

  @Test
  void refusesAnotherNameAndAnotherKey() {
    String sealed = seal.seal("kid", "clear");
    assertCannotOpen(seal, "other", sealed);
    assertCannotOpen(new KeySeal(random.generateSeed(32), random), "kid", sealed);
  }

  @Test
  void refusesWhatWasChanged() {
    byte[] sealed = Base64.getUrlDecoder().decode(seal.seal("kid", "clear"));
    sealed[sealed.length - 1] ^= 1;
    assertCannotOpen(seal, "kid", Base64.getUrlEncoder().encodeToString(sealed));
  }

  private static void assertCannotOpen(KeySeal by, String name, String sealed) {
    assertThatThrownBy(() -> by.open(name, sealed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("rapport.secret-key");
  }
}
