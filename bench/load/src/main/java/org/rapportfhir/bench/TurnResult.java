package org.rapportfhir.bench;

import java.util.List;

/**
 * What one turn of one target showed. Failed requests are in no figure but {@code errors}.
 *
 * @param round from 1; {@link #WARM_UP} and {@link #SETTLING} count for their errors only
 * @param requests answered rightly
 * @param seconds from the first request to the last answer
 * @param p50 latency in milliseconds, from sending to the last byte
 * @param samples the first few errors, in words
 */
record TurnResult(
    Scenario scenario,
    String target,
    int round,
    long requests,
    double seconds,
    double p50,
    double p95,
    double p99,
    double max,
    long errors,
    List<String> samples) {

  /** The round before a scenario's first. */
  static final int WARM_UP = 0;

  /** The round before all scenarios. */
  static final int SETTLING = -1;

  double perSecond() {
    return requests / seconds;
  }

  boolean measured() {
    return round > 0;
  }

  /** Which turn this was, in words. */
  String label() {
    return switch (round) {
      case SETTLING -> "settling";
      case WARM_UP -> "warm-up";
      default -> "round " + round;
    };
  }
}
