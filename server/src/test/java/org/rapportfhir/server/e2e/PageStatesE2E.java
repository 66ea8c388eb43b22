package org.rapportfhir.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Drives each page to each of its states, also those that a real visit reaches seldom (too early,
 * declined, another device, a broken camera, Spanish), by {@code npm run look}: it fails on axe
 * violations, blocked content, script errors, sideways scrolling and small targets.
 */
class PageStatesE2E {
  private static final Path WEB = Path.of("src/main/web");
  private static final Path SAID = Path.of("target/look.log");
  private static final long LONGEST_MINUTES = 10;

  @Test
  void everyStateOfEveryPageIsFitToBeSeenAndHeard() throws Exception {
    Process look =
        new ProcessBuilder("node", "dev/look.mjs")
            .directory(WEB.toFile())
            .redirectErrorStream(true)
            .redirectOutput(SAID.toFile())
            .start();
    try {
      assertThat(look.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).as("it came to its end").isTrue();
    } finally {
      look.descendants().forEach(ProcessHandle::destroy);
      look.destroy();
    }
    assertThat(look.exitValue()).as(Files.readString(SAID)).isZero();
  }
}
