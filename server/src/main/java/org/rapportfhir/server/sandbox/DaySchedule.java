package org.rapportfhir.server.sandbox;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When the clinicians of the made-up practice see clients. A clinician is named by a number from 0;
 * the first is the one whose desk is shown, so on the day itself that clinician's visits gather
 * around the present hour, whichever it is.
 */
final class DaySchedule {
  static final Duration VISIT = Duration.ofMinutes(50);

  /** A first talk, short enough to lie between now and the visit that is about to start. */
  static final Duration SHORT_CALL = Duration.ofMinutes(15);

  static final int MOST_A_DAY = 6;

  private static final int WORKDAYS = 5;
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final Duration LEAST_WARNING = Duration.ofMinutes(2);
  private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  private static final List<List<LocalTime>> HOURS =
      List.of(
          times("09:00 10:00 11:00 13:00 14:00"),
          times("09:30 10:30 13:30 14:30"),
          times("08:30 09:30 11:00 13:00 14:00 15:00"),
          times("10:00 11:00 12:00 14:00 15:00 16:00"),
          times("09:00 10:30 13:00 14:30 16:00"));

  private final ZoneId zone;

  DaySchedule(ZoneId zone) {
    this.zone = zone;
  }

  /** Today, whatever day it is, and workdays after it until there are five workdays. */
  static List<LocalDate> daysFrom(LocalDate today) {
    List<LocalDate> workdays =
        Stream.iterate(today, day -> day.plusDays(1))
            .filter(DaySchedule::isWorkday)
            .limit(WORKDAYS)
            .toList();
    return Stream.concat(Stream.of(today), workdays.stream()).distinct().toList();
  }

  /** A workday to come; none overlap, and each day is a little different. */
  List<Slot> ordinary(LocalDate day, int clinician) {
    if (!isWorkday(day)) {
      return List.of();
    }
    int pattern = Math.floorMod(day.toEpochDay() + clinician, HOURS.size());
    return HOURS.get(pattern).stream()
        .map(time -> slot(day.atTime(time).atZone(zone).toInstant(), VISIT))
        .toList();
  }

  /**
   * The rest of today: visits around the present moment, then the day's ordinary ones. All start
   * today, and none is over.
   */
  List<Slot> today(Instant now, int clinician) {
    LocalDate day = LocalDate.ofInstant(now, zone);
    var slots = new ArrayList<>(around(soon(now), clinician));
    slots.removeIf(slot -> !isOn(day, slot) || !slot.end().isAfter(now));
    Instant free = slots.isEmpty() ? now : slots.get(slots.size() - 1).end();
    ordinary(day, clinician).stream().filter(s -> !s.start().isBefore(free)).forEach(slots::add);
    return slots.stream().limit(MOST_A_DAY).toList();
  }

  /**
   * The next full five minutes that leave time to open a link; this very minute when those belong
   * to tomorrow, so that the visit is on today's desk.
   */
  Instant soon(Instant now) {
    long step = STEP.toSeconds();
    long earliest = now.plus(LEAST_WARNING).getEpochSecond();
    Instant rounded = Instant.ofEpochSecond((Math.floorDiv(earliest, step) + 1) * step);
    boolean today = LocalDate.ofInstant(rounded, zone).equals(LocalDate.ofInstant(now, zone));
    return today ? rounded : now.truncatedTo(ChronoUnit.MINUTES);
  }

  /** Of the first clinician: one who is late for a short call, one about to come, one later. */
  private static List<Slot> around(Instant soon, int clinician) {
    return switch (clinician) {
      case 0 ->
          List.of(
              slot(soon.minus(SHORT_CALL), SHORT_CALL),
              slot(soon, VISIT),
              slot(soon.plus(Duration.ofHours(1)), VISIT));
      case 1 -> List.of(slot(soon.minus(Duration.ofMinutes(10)), VISIT));
      default -> List.of(slot(soon.plus(Duration.ofMinutes(15L * (clinician - 1))), VISIT));
    };
  }

  private boolean isOn(LocalDate day, Slot slot) {
    return LocalDate.ofInstant(slot.start(), zone).equals(day);
  }

  private static boolean isWorkday(LocalDate day) {
    return !WEEKEND.contains(day.getDayOfWeek());
  }

  private static Slot slot(Instant start, Duration length) {
    return new Slot(start, start.plus(length));
  }

  private static List<LocalTime> times(String words) {
    return Stream.of(words.split(" ")).map(LocalTime::parse).toList();
  }
}
