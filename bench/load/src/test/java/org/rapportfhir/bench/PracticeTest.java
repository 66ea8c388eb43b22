package org.rapportfhir.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PracticeTest {
  private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");
  private static final PracticeSize SIZE = new PracticeSize(7, 100, 3);

  private final Practice practice = new Practice(SIZE, 1, START);

  @Test
  void sameSeedMakesTheSamePractice() {
    Practice again = new Practice(SIZE, 1, START);

    for (int i = 0; i < SIZE.patients(); i++) {
      assertThat(again.patient(i)).isEqualTo(practice.patient(i));
      assertThat(again.visit(i, 2)).isEqualTo(practice.visit(i, 2));
    }
    assertThat(again.practitioner(3)).isEqualTo(practice.practitioner(3));
    assertThat(again.booking(99)).isEqualTo(practice.booking(99));
  }

  @Test
  void anotherSeedMakesAnotherPractice() {
    Practice other = new Practice(SIZE, 2, START);

    assertThat(IntStream.range(0, 20).mapToObj(other::patient).toList())
        .isNotEqualTo(IntStream.range(0, 20).mapToObj(practice::patient).toList());
  }

  @Test
  void numbersAreUniqueAndChangeFromRunToRun() {
    Practice later = new Practice(SIZE, 1, START.plusSeconds(1));
    Set<String> numbers = new HashSet<>();

    for (int i = 0; i < SIZE.patients(); i++) {
      assertThat(numbers.add(practice.patient(i).number())).isTrue();
      assertThat(numbers.add(practice.newcomer(i).number())).isTrue();
      assertThat(numbers.add(later.patient(i).number())).isTrue();
    }
  }

  @Test
  void visitsPerDayAddUpToAllVisits() {
    int counted = practice.daysWithVisits().stream().mapToInt(practice::visitsOn).sum();

    assertThat(counted).isEqualTo(SIZE.patients() * SIZE.visitsPerPatient());
  }

  @Test
  void noSearchForAFamilyFindsANewcomer() {
    String newcomer = practice.newcomer(5).family();

    assertThat(IntStream.range(0, SIZE.patients()).mapToObj(i -> practice.patient(i).family()))
        .noneMatch(newcomer::startsWith);
  }

  @Test
  void nobodyIsBookedTwiceAtOneTimeAndAllTimesLieAhead() {
    Set<String> taken = new HashSet<>();

    for (long n = 0; n < 1000; n++) {
      Practice.Booking booking = practice.booking(n);
      assertThat(booking.start()).isAfter(START);
      assertThat(booking.start().getEpochSecond() % 1800).isZero();
      assertThat(booking.end()).isEqualTo(booking.start().plusSeconds(1800));
      assertThat(taken.add("clinician " + booking.practitioner() + booking.start())).isTrue();
      assertThat(taken.add("client " + booking.patient() + booking.start())).isTrue();
    }
  }

  @Test
  void bookingsLeaveTheReadOnlyPatientsAlone() {
    assertThat(IntStream.range(0, 200).map(n -> practice.booking(n).patient()))
        .allMatch(patient -> patient >= SIZE.readOnlyPatients() && patient < SIZE.patients());
  }
}
