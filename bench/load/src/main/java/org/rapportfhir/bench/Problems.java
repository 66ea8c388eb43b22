package org.rapportfhir.bench;

import java.util.ArrayList;
import java.util.List;

/** Counts what went wrong and keeps the first few, since a thousand times the same says no more. */
final class Problems {
  private static final int KEPT = 3;

  private final List<String> samples = new ArrayList<>();
  private long count;

  synchronized void add(String problem) {
    count++;
    if (samples.size() < KEPT && !samples.contains(problem)) {
      samples.add(problem);
    }
  }

  synchronized long count() {
    return count;
  }

  synchronized List<String> samples() {
    return List.copyOf(samples);
  }
}
