package org.rapportfhir.bench;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** All turns of a run, and what they come to. */
final class Results {
  private final List<TurnResult> turns;
  private final String baseline;

  Results(List<TurnResult> turns, String baseline) {
    this.turns = List.copyOf(turns);
    this.baseline = baseline;
  }

  /**
   * One scenario on one target, over all rounds.
   *
   * @param ratio requests per second over the baseline's, round by round; none for the baseline
   *     itself or where it did nothing
   */
  record Summary(
      Scenario scenario,
      String target,
      Spread perSecond,
      Spread p50,
      Spread p95,
      Spread p99,
      long errors,
      Optional<Spread> ratio) {}

  /** What telehealth adds to a booking's median latency on one target, in milliseconds. */
  record BookingCost(String target, Spread addedMillis) {}

  List<TurnResult> turns() {
    return turns;
  }

  String baseline() {
    return baseline;
  }

  long errors() {
    return turns.stream().mapToLong(TurnResult::errors).sum();
  }

  /** By scenario in their own order, targets in the order of their first turn. */
  List<Summary> summaries() {
    return scenarios().stream()
        .flatMap(scenario -> targets().stream().map(target -> summary(scenario, target)))
        .toList();
  }

  List<BookingCost> bookingCosts() {
    if (!scenarios().containsAll(Set.of(Scenario.BOOKING, Scenario.BOOKING_PLAIN))) {
      return List.of();
    }
    return targets().stream()
        .map(
            target ->
                new BookingCost(
                    target,
                    Spread.ofDifferences(
                        values(Scenario.BOOKING, target, TurnResult::p50),
                        values(Scenario.BOOKING_PLAIN, target, TurnResult::p50))))
        .toList();
  }

  private Summary summary(Scenario scenario, String target) {
    return new Summary(
        scenario,
        target,
        spread(scenario, target, TurnResult::perSecond),
        spread(scenario, target, TurnResult::p50),
        spread(scenario, target, TurnResult::p95),
        spread(scenario, target, TurnResult::p99),
        errors(scenario, target),
        ratio(scenario, target));
  }

  private Optional<Spread> ratio(Scenario scenario, String target) {
    if (target.equals(baseline)) {
      return Optional.empty();
    }
    return Spread.ofRatios(
        values(scenario, target, TurnResult::perSecond),
        values(scenario, baseline, TurnResult::perSecond));
  }

  private long errors(Scenario scenario, String target) {
    return turns.stream()
        .filter(turn -> turn.scenario() == scenario && turn.target().equals(target))
        .mapToLong(TurnResult::errors)
        .sum();
  }

  private Spread spread(Scenario scenario, String target, ToDoubleFunction<TurnResult> figure) {
    return Spread.of(values(scenario, target, figure));
  }

  /** The figure of each round in the rounds' order, so that two lists can be paired. */
  private List<Double> values(
      Scenario scenario, String target, ToDoubleFunction<TurnResult> figure) {
    return turns.stream()
        .filter(TurnResult::measured)
        .filter(turn -> turn.scenario() == scenario && turn.target().equals(target))
        .sorted(Comparator.comparingInt(TurnResult::round))
        .map(figure::applyAsDouble)
        .toList();
  }

  private Set<Scenario> scenarios() {
    Set<Scenario> scenarios = new java.util.TreeSet<>();
    turns.forEach(turn -> scenarios.add(turn.scenario()));
    return scenarios;
  }

  private Set<String> targets() {
    Set<String> targets = new LinkedHashSet<>();
    turns.forEach(turn -> targets.add(turn.target()));
    return targets;
  }
}
