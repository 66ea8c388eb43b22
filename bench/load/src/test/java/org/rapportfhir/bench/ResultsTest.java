package org.rapportfhir.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {

  private static TurnResult turn(
      Scenario scenario, String target, int round, long requests, double p50, long errors) {
    return new TurnResult(
        scenario, target, round, requests, 10, p50, p50, p50, p50, errors, List.of());
  }

  @Test
  void ratioIsTakenRoundByRoundWhateverTheOrderOfTurns() {
    Results results =
        new Results(
            List.of(
                turn(Scenario.BUNDLE, "rapport", 1, 600, 1, 0),
                turn(Scenario.BUNDLE, "plain", 1, 100, 1, 0),
                turn(Scenario.BUNDLE, "plain", 2, 50, 1, 0),
                turn(Scenario.BUNDLE, "rapport", 2, 200, 1, 0)),
            "plain");

    assertThat(results.summaries())
        .extracting(Results.Summary::target)
        .containsExactly("rapport", "plain");
    assertThat(results.summaries().get(0).ratio()).contains(new Spread(4, 5, 6));
    assertThat(results.summaries().get(0).perSecond()).isEqualTo(new Spread(20, 40, 60));
    assertThat(results.summaries().get(1).ratio()).isEmpty();
  }

  @Test
  void warmUpIsInNoFigureButItsErrorsCount() {
    Results results =
        new Results(
            List.of(
                turn(Scenario.HISTORY, "plain", 0, 1, 900, 2),
                turn(Scenario.HISTORY, "plain", 1, 100, 3, 0)),
            "plain");

    assertThat(results.errors()).isEqualTo(2);
    assertThat(results.summaries().get(0).errors()).isEqualTo(2);
    assertThat(results.summaries().get(0).p50()).isEqualTo(new Spread(3, 3, 3));
  }

  @Test
  void bookingsCostIsTheDifferenceOfMediansOnTheSameTarget() {
    Results results =
        new Results(
            List.of(
                turn(Scenario.BOOKING_PLAIN, "rapport", 1, 1, 10, 0),
                turn(Scenario.BOOKING, "rapport", 1, 1, 14, 0),
                turn(Scenario.BOOKING, "rapport", 2, 1, 16, 0),
                turn(Scenario.BOOKING_PLAIN, "rapport", 2, 1, 10, 0)),
            "rapport");

    assertThat(results.bookingCosts())
        .containsExactly(new Results.BookingCost("rapport", new Spread(4, 5, 6)));
  }
}
