package org.rapportfhir.server.support;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a condition, looking often, and says what it saw last when it never came true. */
public final class Eventually {
  private Eventually() {}

  public static <T> T eventually(Duration atMost, Supplier<T> look, Predicate<T> good) {
    Instant end = Instant.now().plus(atMost);
    T seen = look.get();
    while (!good.test(seen)) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("Not within " + atMost + "; seen last: " + seen);
      }
      java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      seen = look.get();
    }
    return seen;
  }
}
