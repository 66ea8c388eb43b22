package org.rapportfhir.bench;

import java.time.Instant;
import java.util.Map;

/** A finished run: what was measured, on what, and how. */
record Report(
    Instant start,
    Environment environment,
    Map<String, Software> software,
    BenchOptions options,
    Results results) {

  /** What the target said it is. */
  String softwareOf(Target target) {
    return String.valueOf(software.get(target.name()));
  }
}
