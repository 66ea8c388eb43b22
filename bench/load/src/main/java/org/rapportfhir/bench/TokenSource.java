package org.rapportfhir.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Where a target's bearer token comes from. Asked between turns, never inside a measured one. */
interface TokenSource {
  /**
   * The token to use from now on, or none for a server that asks for none.
   *
   * @throws BenchFailure if it can't be had
   */
  Optional<String> fresh();

  /** A fixed token goes before a command; without either the target is called without one. */
  static TokenSource of(String target, Map<String, String> tokens, Map<String, String> commands) {
    String token = tokens.get(target);
    if (token != null) {
      return () -> Optional.of(token);
    }
    String command = commands.get(target);
    return command == null ? Optional::empty : () -> Optional.of(run(target, command));
  }

  private static String run(String target, String command) {
    try {
      Process shell =
          new ProcessBuilder("sh", "-c", command)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String output =
          new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (shell.waitFor() == 0 && !output.isEmpty()) {
        return output;
      }
    } catch (IOException e) {
      throw new BenchFailure("No token for " + target + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new BenchFailure("The token command for " + target + " gave no token.");
  }
}
