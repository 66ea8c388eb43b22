package org.rapportfhir.bench;

import java.util.SplittableRandom;

/**
 * What a worker has at hand when it makes its next request.
 *
 * @param practice the target's practice
 * @param random the worker's own; starts the same on every target
 * @param worker the worker's index
 * @param workers how many there are
 * @param searchCache whether servers may answer searches from their caches
 */
record Turn(
    LoadedPractice practice,
    SplittableRandom random,
    int worker,
    int workers,
    boolean searchCache) {

  /** Any patient that no scenario changes. */
  int anyReadOnlyPatient() {
    return random.nextInt(practice.practice().size().readOnlyPatients());
  }

  /** A patient that no other worker changes meanwhile: two at once would be a version conflict. */
  int ownWritablePatient() {
    PracticeSize size = practice.practice().size();
    int own = (size.writablePatients() - worker + workers - 1) / workers;
    return size.readOnlyPatients() + worker + workers * random.nextInt(own);
  }
}
