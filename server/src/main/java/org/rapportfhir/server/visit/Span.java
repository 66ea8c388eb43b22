package org.rapportfhir.server.visit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time.
 *
 * @param until null while it lasts
 */
public record Span(Instant from, @Nullable Instant until) {

  static Span open(Instant from) {
    return new Span(from, null);
  }

  boolean isOpen() {
    return until == null;
  }

  /** Ends it; a clock that went backwards makes it empty, never negative. */
  Span close(Instant at) {
    return until != null ? this : new Span(from, at.isBefore(from) ? from : at);
  }

  /** How long both spans last together; open ends count up to {@code now}. */
  Duration overlap(Span other, Instant now) {
    Instant start = from.isAfter(other.from) ? from : other.from;
    Instant ownEnd = until == null ? now : until;
    Instant otherEnd = other.until == null ? now : other.until;
    Instant end = ownEnd.isBefore(otherEnd) ? ownEnd : otherEnd;
    return end.isAfter(start) ? Duration.between(start, end) : Duration.ZERO;
  }
}
