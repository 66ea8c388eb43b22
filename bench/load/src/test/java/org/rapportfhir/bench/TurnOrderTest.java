package org.rapportfhir.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TurnOrderTest {

  @Test
  void targetsSwapPlacesFromRoundToRound() {
    List<String> targets = List.of("A", "B");

    assertThat(TurnOrder.of(targets, 1)).containsExactly("A", "B");
    assertThat(TurnOrder.of(targets, 2)).containsExactly("B", "A");
    assertThat(TurnOrder.of(targets, 3)).containsExactly("A", "B");
  }

  @Test
  void bothKindsOfBookingTakeTurnsWhereverBookingIsChosen() {
    List<List<Scenario>> both = List.of(List.of(Scenario.BOOKING_PLAIN, Scenario.BOOKING));

    assertThat(TurnOrder.groups(List.of(Scenario.BOOKING))).isEqualTo(both);
    assertThat(TurnOrder.groups(List.of(Scenario.BOOKING_PLAIN, Scenario.BOOKING))).isEqualTo(both);
  }

  @Test
  void otherScenariosRunAloneInTheOrderGiven() {
    assertThat(TurnOrder.groups(List.of(Scenario.BUNDLE, Scenario.BOOKING_PLAIN)))
        .containsExactly(List.of(Scenario.BUNDLE), List.of(Scenario.BOOKING_PLAIN));
  }
}
