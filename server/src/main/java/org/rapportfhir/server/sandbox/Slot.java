package org.rapportfhir.server.sandbox;

import java.time.Instant;

/** A stretch of time, its end excluded. */
record Slot(Instant start, Instant end) {
  Slot {
    if (!end.isAfter(start)) {
      throw new IllegalArgumentException("A slot ends after it starts: " + start + ", " + end);
    }
  }

  boolean overlaps(Slot other) {
    return start.isBefore(other.end) && other.start.isBefore(end);
  }
}
