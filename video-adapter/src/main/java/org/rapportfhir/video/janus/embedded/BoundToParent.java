package org.rapportfhir.video.janus.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Has the kernel end a child when its parent is gone, however that went: a killed JVM runs no
 * shutdown hooks. Linux has this, and util-linux's {@code setpriv} asks for it; without either the
 * command stays as it is.
 *
 * <p>To the kernel the parent is the thread that started the child: start it from one that lives as
 * long as the child may.
 */
final class BoundToParent {
  private static final List<String> PREFIX = List.of("setpriv", "--pdeathsig", "TERM");

  private BoundToParent() {}

  static List<String> command(String... command) {
    List<String> bound = new ArrayList<>(isPossible() ? PREFIX : List.of());
    bound.addAll(List.of(command));
    return bound;
  }

  static boolean isPossible() {
    return Tried.WORKS;
  }

  /** Tried once, when first asked for. */
  private static final class Tried {
    static final boolean WORKS = works();

    private static boolean works() {
      List<String> trial = new ArrayList<>(PREFIX);
      trial.add("true");
      try {
        Process process =
            new ProcessBuilder(trial)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
      } catch (IOException notThere) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
