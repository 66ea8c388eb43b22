package org.rapportfhir.server.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the next time that a clinician is free. */
final class OpenTime {
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final List<Duration> LENGTHS =
      List.of(DaySchedule.VISIT, Duration.ofMinutes(25), DaySchedule.SHORT_CALL);

  private OpenTime() {}

  /**
   * The longest visit that fits, and of those the first.
   *
   * @param from the earliest start
   * @param to the latest start
   */
  static Optional<Slot> next(Instant from, Instant to, List<Slot> busy) {
    return LENGTHS.stream()
        .flatMap(length -> starts(from, to).map(start -> new Slot(start, start.plus(length))))
        .filter(slot -> busy.stream().noneMatch(slot::overlaps))
        .findFirst();
  }

  private static Stream<Instant> starts(Instant from, Instant to) {
    return Stream.iterate(from, start -> !start.isAfter(to), start -> start.plus(STEP));
  }
}
