package org.rapportfhir.server.visit;

import java.time.Duration;
import java.time.Instant;

/**
 * How many messages a page may still send. A burst is right at the start of a call, with an offer
 * and dozens of candidates on both legs, and again each time that a bad network makes the page
 * build both anew; no browser goes on like that. For one thread at a time.
 */
final class Allowance {
  static final int BURST = 500;
  private static final Duration ONE_MORE_EACH = Duration.ofMillis(50);

  private int left = BURST;
  private Instant filled;

  Allowance(Instant now) {
    this.filled = now;
  }

  /** False when nothing is left. */
  boolean take(Instant now) {
    long more = Math.max(0, Duration.between(filled, now).dividedBy(ONE_MORE_EACH));
    filled = filled.plus(ONE_MORE_EACH.multipliedBy(more));
    left = (int) Math.min(BURST, left + more);
    if (left == 0) {
      return false;
    }
    left--;
    return true;
  }
}
