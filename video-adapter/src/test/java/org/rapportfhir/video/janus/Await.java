package org.rapportfhir.video.janus;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits for something to become true, instead of sleeping. */
final class Await {
  private Await() {}

  static void until(String what, Callable<Boolean> condition) {
    until(what, Duration.ofSeconds(20), condition);
  }

  static void until(String what, Duration limit, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(limit)
        .pollInterval(Duration.ofMillis(20))
        .pollDelay(Duration.ZERO)
        .until(condition);
  }
}
