package org.rapportfhir.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnTest {
  private static final PracticeSize SIZE = new PracticeSize(3, 47, 1);

  private static LoadedPractice loaded() {
    return new LoadedPractice(
        new Practice(SIZE, 1, Instant.parse("2026-03-04T00:00:00Z")),
        IntStream.range(0, SIZE.practitioners()).mapToObj(i -> "c" + i).toList(),
        IntStream.range(0, SIZE.patients()).mapToObj(i -> "p" + i).toList());
  }

  @Test
  void noTwoWorkersChangeTheSamePatientAndAllAreChangedByOne() {
    int workers = 4;
    Map<Integer, Integer> owners = new HashMap<>();

    for (int worker = 0; worker < workers; worker++) {
      Turn turn = new Turn(loaded(), new SplittableRandom(1), worker, workers, false);
      for (int i = 0; i < 500; i++) {
        Integer owner = owners.put(turn.ownWritablePatient(), worker);
        assertThat(owner == null || owner == worker).isTrue();
      }
    }
    assertThat(owners.keySet())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(SIZE.readOnlyPatients(), SIZE.patients()).boxed().toList());
  }

  @Test
  void sameRandomMakesTheSameRequests() {
    for (Scenario scenario : Scenario.values()) {
      FhirRequest one = scenario.next(new Turn(loaded(), new SplittableRandom(7), 0, 2, false));
      FhirRequest two = scenario.next(new Turn(loaded(), new SplittableRandom(7), 0, 2, false));

      assertThat(one.path()).isEqualTo(two.path());
      assertThat(one.body().map(String::new)).isEqualTo(two.body().map(String::new));
    }
  }

  @Test
  void searchesAskForNoCachedAnswerUnlessAllowed() {
    Turn strict = new Turn(loaded(), new SplittableRandom(7), 0, 2, false);
    Turn allowed = new Turn(loaded(), new SplittableRandom(7), 0, 2, true);

    assertThat(Scenario.SEARCH_TOKEN.next(strict).caching()).isFalse();
    assertThat(Scenario.SEARCH_TOKEN.next(allowed).caching()).isTrue();
    assertThat(Scenario.READ_PATIENT.next(strict).caching()).isTrue();
  }
}
