package org.rapportfhir.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One figure over the rounds: how low, how high, and in the middle. */
record Spread(double min, double median, double max) {

  /**
   * @throws IllegalArgumentException if there is no value
   */
  static Spread of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("No values, no spread.");
    }
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Spread(sorted.get(0), median, sorted.get(sorted.size() - 1));
  }

  /**
   * The quotients round by round, so that what slowed the machine in a round slowed both. None if
   * the divisor is zero in any round.
   */
  static Optional<Spread> ofRatios(List<Double> values, List<Double> divisors) {
    requireSameLength(values, divisors);
    if (divisors.stream().anyMatch(divisor -> divisor == 0)) {
      return Optional.empty();
    }
    return Optional.of(of(rounds(values).mapToObj(i -> values.get(i) / divisors.get(i)).toList()));
  }

  /** The differences round by round. */
  static Spread ofDifferences(List<Double> values, List<Double> subtrahends) {
    requireSameLength(values, subtrahends);
    return of(rounds(values).mapToObj(i -> values.get(i) - subtrahends.get(i)).toList());
  }

  private static IntStream rounds(List<Double> values) {
    return IntStream.range(0, values.size());
  }

  private static void requireSameLength(List<Double> values, List<Double> others) {
    if (values.size() != others.size()) {
      throw new IllegalArgumentException("Rounds differ: " + values.size() + ", " + others.size());
    }
  }
}
