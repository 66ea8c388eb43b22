package org.rapportfhir.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void medianOfAnOddNumberIsTheMiddleValue() {
    assertThat(Spread.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Spread(1, 4, 9));
  }

  @Test
  void medianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
    assertThat(Spread.of(List.of(8.0, 2.0, 4.0, 1.0))).isEqualTo(new Spread(1, 3, 8));
  }

  @Test
  void ratiosPairTheRoundsInsteadOfDividingMedians() {
    List<Double> mine = List.of(300.0, 30.0, 90.0);
    List<Double> baseline = List.of(100.0, 10.0, 10.0);

    assertThat(Spread.ofRatios(mine, baseline)).contains(new Spread(3, 3, 9));
  }

  @Test
  void thereIsNoRatioToABaselineThatDidNothingInSomeRound() {
    assertThat(Spread.ofRatios(List.of(5.0, 5.0), List.of(5.0, 0.0))).isEmpty();
  }

  @Test
  void differencesPairTheRoundsAndMayBeNegative() {
    assertThat(Spread.ofDifferences(List.of(12.0, 9.0, 30.0), List.of(10.0, 10.0, 10.0)))
        .isEqualTo(new Spread(-1, 2, 20));
  }

  @Test
  void roundsThatDontPairAreRefused() {
    assertThatThrownBy(() -> Spread.ofRatios(List.of(1.0), List.of(1.0, 2.0)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
