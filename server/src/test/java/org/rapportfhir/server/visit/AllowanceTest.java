package org.rapportfhir.server.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AllowanceTest {
  private static final Instant START = Instant.parse("2026-03-02T17:00:00Z");

  private final Allowance allowance = new Allowance(START);

  @Test
  void aBurstIsFineAndThenNothingMore() {
    assertThat(taken(START)).isEqualTo(Allowance.BURST);
    assertThat(taken(START.plusMillis(49))).isZero();
  }

  @Test
  void twentyMoreComeWithEachSecond() {
    taken(START);
    assertThat(taken(START.plusMillis(1_010))).isEqualTo(20);
    assertThat(taken(START.plusMillis(1_040))).isZero();
    assertThat(taken(START.plusMillis(1_050))).isEqualTo(1);
  }

  @Test
  void whoIsQuietSavesNoMoreThanABurst() {
    taken(START);
    assertThat(taken(START.plusSeconds(86_400))).isEqualTo(Allowance.BURST);
  }

  @Test
  void aClockThatIsSetBackTakesNothingAway() {
    assertThat(taken(START.minusSeconds(60))).isEqualTo(Allowance.BURST);
  }

  private int taken(Instant now) {
    int taken = 0;
    while (allowance.take(now)) {
      taken++;
    }
    return taken;
  }
}
