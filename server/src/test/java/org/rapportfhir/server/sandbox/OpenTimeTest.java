package org.rapportfhir.server.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OpenTimeTest {
  private static final Instant FROM = Instant.parse("2026-11-24T17:05:00Z");
  private static final Instant TO = FROM.plus(Duration.ofMinutes(20));

  @Example
  void aFreeClinicianTakesAWholeVisitAtOnce() {
    assertThat(OpenTime.next(FROM, TO, List.of())).contains(slot(0, 50));
  }

  @Example
  void aWholeVisitGoesBeforeAnEarlierShortOne() {
    assertThat(OpenTime.next(FROM, TO, List.of(slot(16, 2)))).contains(slot(20, 50));
  }

  @Example
  void aShorterVisitIsBetterThanNone() {
    assertThat(OpenTime.next(FROM, TO, List.of(slot(30, 50)))).contains(slot(0, 25));
    assertThat(OpenTime.next(FROM, TO, List.of(slot(15, 50)))).contains(slot(0, 15));
  }

  @Example
  void aVisitThatLastsTooLongLeavesNothing() {
    assertThat(OpenTime.next(FROM, TO, List.of(slot(-10, 50)))).isEmpty();
  }

  @Property
  void whatIsFoundIsFreeAndStartsInTime(@ForAll("busyTimes") List<Slot> busy) {
    Optional<Slot> found = OpenTime.next(FROM, TO, busy);
    found.ifPresent(
        slot -> {
          assertThat(slot.start()).isBetween(FROM, TO);
          assertThat(busy).noneMatch(slot::overlaps);
        });
    boolean anyHole =
        List.of(0, 5, 10, 15, 20).stream()
            .map(start -> slot(start, 15))
            .anyMatch(hole -> busy.stream().noneMatch(hole::overlaps));
    assertThat(found.isPresent()).isEqualTo(anyHole);
  }

  @Provide
  Arbitrary<List<Slot>> busyTimes() {
    return Combinators.combine(
            Arbitraries.integers().between(-60, 90), Arbitraries.integers().between(1, 50))
        .as(OpenTimeTest::slot)
        .list()
        .ofMaxSize(4);
  }

  /** In minutes from {@link #FROM}. */
  private static Slot slot(int start, int length) {
    Instant at = FROM.plus(Duration.ofMinutes(start));
    return new Slot(at, at.plus(Duration.ofMinutes(length)));
  }
}
