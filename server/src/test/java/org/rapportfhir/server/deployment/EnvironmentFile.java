package org.rapportfhir.server.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What docker/make-env.sh prints. */
final class EnvironmentFile {
  static final Map<String, String> MADE = make();

  private EnvironmentFile() {}

  static Map<String, String> make() {
    try {
      Process script =
          new ProcessBuilder("sh", Repository.ROOT.resolve("docker/make-env.sh").toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String text = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (script.waitFor() != 0) {
        throw new IllegalStateException("docker/make-env.sh failed");
      }
      return parse(text);
    } catch (IOException e) {
      throw new UncheckedIOException("docker/make-env.sh can't be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while docker/make-env.sh ran", e);
    }
  }

  private static Map<String, String> parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#") && line.contains("="))
        .map(line -> line.split("=", 2))
        .forEach(pair -> values.put(pair[0], pair[1]));
    return values;
  }
}
