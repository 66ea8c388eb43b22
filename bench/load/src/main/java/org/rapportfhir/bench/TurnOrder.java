package org.rapportfhir.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Who goes when within a round: forwards in odd rounds, backwards in even ones (A B, B A, A B ...).
 * A machine that grows slower over time then slows all alike, and each is as often first.
 */
final class TurnOrder {
  private TurnOrder() {}

  /**
   * @param round from 1
   */
  static <T> List<T> of(List<T> all, int round) {
    List<T> order = new ArrayList<>(all);
    if (round % 2 == 0) {
      Collections.reverse(order);
    }
    return order;
  }

  /**
   * Puts scenarios whose difference is reported into one group, which takes turns as the targets
   * do.
   */
  static List<List<Scenario>> groups(List<Scenario> scenarios) {
    List<List<Scenario>> groups = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      if (scenario == Scenario.BOOKING) {
        groups.add(List.of(Scenario.BOOKING_PLAIN, Scenario.BOOKING));
      } else if (scenario != Scenario.BOOKING_PLAIN || !scenarios.contains(Scenario.BOOKING)) {
        groups.add(List.of(scenario));
      }
    }
    return groups;
  }
}
