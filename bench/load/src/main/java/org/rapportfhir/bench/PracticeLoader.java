package org.rapportfhir.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rapportfhir.bench.BundleSummary.Response;
import org.rapportfhir.bench.Practice.Visit;

/** Stores the practice on a target by transaction bundles and remembers the ids. */
final class PracticeLoader {
  private static final int PATIENTS_PER_BUNDLE = 5;

  private final FhirClient client;
  private final Practice practice;

  PracticeLoader(FhirClient client, Practice practice) {
    this.client = client;
    this.practice = practice;
  }

  /**
   * @throws BenchFailure if the target refuses any of it
   */
  LoadedPractice load() throws IOException, InterruptedException {
    List<String> practitioners = loadPractitioners();
    List<String> patients = new ArrayList<>();
    int all = practice.size().patients();
    for (int first = 0; first < all; first += PATIENTS_PER_BUNDLE) {
      patients.addAll(
          loadPatients(first, Math.min(first + PATIENTS_PER_BUNDLE, all), practitioners));
    }
    return new LoadedPractice(practice, practitioners, patients);
  }

  private List<String> loadPractitioners() throws IOException, InterruptedException {
    EntryUrls urls = new EntryUrls(0);
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < practice.size().practitioners(); i++) {
      entries.add(
          Resources.entry(
              urls.next(), "Practitioner", Resources.practitioner(practice.practitioner(i))));
    }
    return post(entries).stream().map(Response::id).toList();
  }

  private List<String> loadPatients(int first, int end, List<String> practitioners)
      throws IOException, InterruptedException {
    EntryUrls urls = new EntryUrls(1L + first);
    List<String> entries = new ArrayList<>();
    for (int patient = first; patient < end; patient++) {
      addPatient(entries, urls, patient, practitioners);
    }
    List<Response> responses = post(entries);
    int entriesPerPatient = entries.size() / (end - first);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < responses.size(); i += entriesPerPatient) {
      ids.add(responses.get(i).id());
    }
    return ids;
  }

  /** The patient's entry comes first, then an Appointment and an Encounter for each visit. */
  private void addPatient(
      List<String> entries, EntryUrls urls, int index, List<String> practitioners) {
    String practitioner = "Practitioner/" + practitioners.get(practice.practitionerOf(index));
    Practice.Person person = practice.patient(index);
    String patient = urls.next();
    entries.add(
        Resources.entry(
            patient,
            "Patient",
            Resources.patient(Optional.empty(), person, person.phone(), practitioner)));
    for (int number = 0; number < practice.size().visitsPerPatient(); number++) {
      Visit visit = practice.visit(index, number);
      String appointment = urls.next();
      entries.add(
          Resources.entry(
              appointment,
              "Appointment",
              Resources.fulfilledAppointment(visit, patient, practitioner)));
      entries.add(
          Resources.entry(
              urls.next(),
              "Encounter",
              Resources.encounter(visit, patient, practitioner, Optional.of(appointment))));
    }
  }

  private List<Response> post(List<String> entries) throws IOException, InterruptedException {
    byte[] body = Resources.transaction(entries).getBytes(StandardCharsets.UTF_8);
    AnswerCheck check = AnswerCheck.transaction(entries.size());
    FhirAnswer answer = client.send(FhirRequest.send("POST", "", body, check));
    Optional<String> problem =
        answer.successful() ? check.problem(answer) : Optional.of(answer.excerpt());
    if (problem.isPresent()) {
      throw new BenchFailure(
          client.target().name() + " does not take the practice: " + problem.get());
    }
    return BundleSummary.of(answer.body()).responses();
  }
}
