package org.rapportfhir.server.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class DayScheduleTest {
  private static final int CLINICIANS = 4;

  /** A practice's clock at some second of some day. */
  record Moment(LocalDate day, ZoneId zone, Instant now) {
    DaySchedule schedule() {
      return new DaySchedule(zone);
    }

    boolean leavesToday(Duration left) {
      return now.plus(left).isBefore(day.plusDays(1).atStartOfDay(zone).toInstant());
    }

    boolean isIntoToday(Duration past) {
      return now.minus(past).isAfter(day.atStartOfDay(zone).toInstant());
    }
  }

  @Property
  void theFirstClinicianAlwaysHasAVisitThatIsAboutToStart(@ForAll("moments") Moment at) {
    assertThat(at.schedule().today(at.now(), 0))
        .anySatisfy(
            slot -> {
              assertThat(slot.start())
                  .isBetween(at.now().minus(minutes(1)), at.now().plus(minutes(10)));
              assertThat(slot.end()).isAfter(at.now().plus(minutes(40)));
            });
  }

  @Property
  void somebodyIsLateAndSomebodyComesLaterUnlessMidnightIsNear(@ForAll("moments") Moment at) {
    List<Slot> slots = at.schedule().today(at.now(), 0);
    if (at.isIntoToday(minutes(15)) && at.leavesToday(minutes(8))) {
      assertThat(slots).anyMatch(slot -> slot.start().isBefore(at.now()));
    }
    if (at.leavesToday(minutes(68))) {
      assertThat(slots).anyMatch(slot -> slot.start().isAfter(at.now().plus(minutes(50))));
    }
  }

  @Property
  void nobodyIsBookedTwiceAtATime(
      @ForAll("moments") Moment at, @ForAll @IntRange(max = CLINICIANS - 1) int clinician) {
    List<Slot> today = at.schedule().today(at.now(), clinician);
    List<Slot> tomorrow = at.schedule().ordinary(at.day().plusDays(1), clinician);
    assertApart(today);
    assertApart(tomorrow);
    assertThat(today).noneMatch(slot -> tomorrow.stream().anyMatch(slot::overlaps));
  }

  @Property
  void todaysVisitsAreOfTodayAndNoneIsOver(
      @ForAll("moments") Moment at, @ForAll @IntRange(max = CLINICIANS - 1) int clinician) {
    assertThat(at.schedule().today(at.now(), clinician))
        .hasSizeLessThanOrEqualTo(DaySchedule.MOST_A_DAY)
        .allSatisfy(
            slot -> {
              assertThat(LocalDate.ofInstant(slot.start(), at.zone())).isEqualTo(at.day());
              assertThat(slot.end()).isAfter(at.now());
              assertThat(length(slot)).isIn(DaySchedule.VISIT, DaySchedule.SHORT_CALL);
            });
  }

  @Property
  void workdaysHaveFourToSixVisitsInOfficeHoursAndWeekendsNone(
      @ForAll("moments") Moment at, @ForAll @IntRange(max = CLINICIANS - 1) int clinician) {
    List<Slot> slots = at.schedule().ordinary(at.day(), clinician);
    if (isWeekend(at.day())) {
      assertThat(slots).isEmpty();
      return;
    }
    assertThat(slots).hasSizeBetween(4, DaySchedule.MOST_A_DAY);
    assertThat(slots)
        .allSatisfy(
            slot -> {
              assertThat(length(slot)).isEqualTo(DaySchedule.VISIT);
              assertThat(slot.start().atZone(at.zone()).toLocalDate()).isEqualTo(at.day());
              assertThat(slot.start().atZone(at.zone()).toLocalTime())
                  .isBetween(LocalTime.of(8, 0), LocalTime.of(17, 0));
            });
  }

  @Property
  void theWeekIsTodayAndFiveWorkdaysInAll(@ForAll("moments") Moment at) {
    List<LocalDate> days = DaySchedule.daysFrom(at.day());
    assertThat(days).startsWith(at.day()).isSorted().doesNotHaveDuplicates();
    assertThat(days).filteredOn(day -> !isWeekend(day)).hasSize(5);
    assertThat(days).hasSize(isWeekend(at.day()) ? 6 : 5);
  }

  @Provide
  Arbitrary<Moment> moments() {
    Arbitrary<ZoneId> zones =
        Arbitraries.of(
                "America/Los_Angeles",
                "America/New_York",
                "America/Phoenix",
                "Pacific/Honolulu",
                "America/St_Johns",
                "Asia/Kathmandu")
            .map(ZoneId::of);
    // Both days on which American clocks change, and any other.
    Arbitrary<LocalDate> days =
        Arbitraries.oneOf(
            Arbitraries.of(LocalDate.of(2027, 3, 14), LocalDate.of(2026, 11, 1)),
            Arbitraries.integers().between(0, 1500).map(LocalDate.of(2026, 1, 1)::plusDays));
    Arbitrary<Double> hours = Arbitraries.doubles().between(0, 1).ofScale(6);
    return Combinators.combine(days, zones, hours).as(DayScheduleTest::moment);
  }

  /** At this part of the day, which may have 23 or 25 hours. */
  private static Moment moment(LocalDate day, ZoneId zone, double part) {
    Instant start = day.atStartOfDay(zone).toInstant();
    long seconds =
        Duration.between(start, day.plusDays(1).atStartOfDay(zone).toInstant()).toSeconds();
    return new Moment(day, zone, start.plusSeconds(Math.min(seconds - 1, (long) (part * seconds))));
  }

  private static void assertApart(List<Slot> slots) {
    for (int i = 1; i < slots.size(); i++) {
      assertThat(slots.get(i).start()).isAfterOrEqualTo(slots.get(i - 1).end());
    }
  }

  private static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  private static Duration length(Slot slot) {
    return Duration.between(slot.start(), slot.end());
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }
}
