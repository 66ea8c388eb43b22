package org.rapportfhir.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rapportfhir.bench.Practice.Person;
import org.rapportfhir.bench.Practice.Visit;

/** A new client's first visit as one transaction: who it is, the visit, and a questionnaire. */
final class NewcomerBundle {
  /** PHQ-9's first eight questions. */
  private static final List<String> QUESTIONS =
      List.of(
          "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3");

  static final int ENTRIES = 2 + QUESTIONS.size();

  /** Long before the practice's days, so that no search for a day finds it. */
  private static final Visit FIRST_VISIT = new Visit(Instant.parse("2015-06-01T12:00:00Z"));

  // Apart from the numbers of the bundles that load the practice.
  private static final long BUNDLE_NUMBERS = 1L << 40;

  private NewcomerBundle() {}

  static List<String> entries(LoadedPractice practice) {
    long number = practice.nextNewcomer();
    Person person = practice.practice().newcomer(number);
    EntryUrls urls = new EntryUrls(BUNDLE_NUMBERS + number);
    String practitioner = practice.practitionerReference(0);
    String patient = urls.next();
    String encounter = urls.next();
    List<String> entries = new ArrayList<>(ENTRIES);
    entries.add(
        Resources.entry(
            patient,
            "Patient",
            Resources.patient(Optional.empty(), person, person.phone(), practitioner)));
    entries.add(
        Resources.entry(
            encounter,
            "Encounter",
            Resources.encounter(FIRST_VISIT, patient, practitioner, Optional.empty())));
    for (String question : QUESTIONS) {
      int answer = (int) (number % 4);
      entries.add(
          Resources.entry(
              urls.next(),
              "Observation",
              Resources.observation(FIRST_VISIT, question, answer, patient, encounter)));
    }
    return entries;
  }
}
