package org.rapportfhir.server.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Other people's FHIR and SMART clients for JavaScript, installed as their lock file says. */
public final class NpmClients {
  private static final Path HOME = Path.of("src/test/clients");
  private static final long LONGEST_MINUTES = 5;

  private NpmClients() {}

  /** The folder that holds them; installs them where that was not done. */
  public static synchronized Path folder() {
    if (!Files.exists(HOME.resolve("node_modules/.package-lock.json"))) {
      install();
    }
    return HOME;
  }

  private static void install() {
    try {
      Path log = Path.of("target/npm-clients.log");
      Process npm =
          new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
              .directory(HOME.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!npm.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
        npm.destroy();
        throw new IllegalStateException("npm ci failed in " + HOME + "; see " + log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
