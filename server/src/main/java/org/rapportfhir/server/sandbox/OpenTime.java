package org.rapportfhir.server.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the next time that a clinician is free. */
final class OpenTime {
  /**
   * A client may check in half an hour before, so a visit that starts by then can be joined now.
   */
  static final Duration SOON_ENOUGH = Duration.ofMinutes(25);

  private static final Duration STEP = Duration.ofMinutes(5);
  private static final List<Duration> LENGTHS =
      List.of(DaySchedule.VISIT, Duration.ofMinutes(25), DaySchedule.SHORT_CALL);

  private OpenTime() {}

  /** The longest visit that fits, and of those the first. */
  static Optional<Slot> next(Instant now, Instant soon, List<Slot> busy) {
    return LENGTHS.stream()
        .flatMap(length -> starts(now, soon).map(start -> new Slot(start, start.plus(length))))
        .filter(slot -> busy.stream().noneMatch(slot::overlaps))
        .findFirst();
  }

  private static Stream<Instant> starts(Instant now, Instant soon) {
    return Stream.iterate(
        soon, start -> !start.isAfter(now.plus(SOON_ENOUGH)), start -> start.plus(STEP));
  }
}
