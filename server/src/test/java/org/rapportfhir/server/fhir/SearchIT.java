package org.rapportfhir.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapportfhir.server.fhir.TestPatients.by;
import static org.rapportfhir.server.fhir.TestPatients.patient;
import static org.rapportfhir.server.support.Practice.appointment;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapportfhir.server.support.Practice;
import org.rapportfhir.server.support.RawFhir;
import org.rapportfhir.server.support.RunningServer;

class SearchIT {
  private final RunningServer server = RunningServer.get();
  private final RawFhir fhir = new RawFhir(server);
  private final Practice practice = new Practice(server.ehr());
  private final String mine = UUID.randomUUID().toString();

  @Test
  void followingTheNextLinksShowsEachResultOnce() {
    List<String> stored = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      HttpResponse<String> created = fhir.post("/Patient", patient(mine));
      stored.add(fhir.read(created, Patient.class).getIdElement().getIdPart());
    }

    List<String> seen = new ArrayList<>();
    String next = "/Patient?" + by(mine) + "&_count=5";
    int pages = 0;
    while (next != null) {
      Bundle page = fhir.search(next);
      assertThat(page.getEntry()).hasSizeLessThanOrEqualTo(5);
      page.getEntry().forEach(e -> seen.add(e.getResource().getIdElement().getIdPart()));
      next = page.getLink("next") == null ? null : page.getLink("next").getUrl();
      pages++;
    }

    assertThat(pages).isEqualTo(5);
    assertThat(seen).containsExactlyInAnyOrderElementsOf(stored);
  }

  @Test
  void resultsComeInTheOrderAskedFor() {
    for (String family : List.of("Mole", "Badger", "Ratty")) {
      fhir.post("/Patient", patient(mine, family));
    }
    List<String> upwards = families(fhir.search("/Patient?" + by(mine) + "&_sort=family"));
    List<String> downwards = families(fhir.search("/Patient?" + by(mine) + "&_sort=-family"));
    assertThat(upwards).containsExactly("Badger", "Mole", "Ratty");
    Collections.reverse(upwards);
    assertThat(downwards).isEqualTo(upwards);
  }

  @Test
  void aCountComesWithoutResultsAndATotalWithAPageOfThem() {
    fhir.post("/Patient", patient(mine));
    fhir.post("/Patient", patient(mine));
    for (String counting : List.of("_summary=count", "_count=0")) {
      Bundle count = fhir.search("/Patient?" + by(mine) + "&" + counting);
      assertThat(count.getTotal()).as(counting).isEqualTo(2);
      assertThat(count.getEntry()).as(counting).isEmpty();
    }
    Bundle page = fhir.search("/Patient?" + by(mine) + "&_count=1&_total=accurate");
    assertThat(page.getTotal()).isEqualTo(2);
    assertThat(page.getEntry()).hasSize(1);
  }

  @Test
  void aPageBeyondTheLastResultIsEmptyAndClaimsNoTotal() {
    fhir.post("/Patient", patient(mine));
    Bundle beyond = fhir.search("/Patient?" + by(mine) + "&_offset=100");
    assertThat(beyond.getEntry()).isEmpty();
    assertThat(beyond.hasTotal()).isFalse();
  }

  @Test
  void searchesReachThroughReferencesInEachDirection() {
    String client = practice.client();
    Appointment booked = practice.book(appointment(client, practice.clinician()));
    Encounter visit = practice.encounterOf(booked);
    String patientId = client.substring("Patient/".length());
    fhir.put("/Patient/" + patientId, named(client));

    Bundle included = fhir.search("/Encounter?_id=" + id(visit) + "&_include=Encounter:patient");
    assertThat(ids(included, SearchEntryMode.MATCH)).containsExactly(id(visit));
    assertThat(ids(included, SearchEntryMode.INCLUDE)).containsExactly(patientId);

    Bundle revincluded =
        fhir.search("/Patient?_id=" + patientId + "&_revinclude=Encounter:patient");
    assertThat(ids(revincluded, SearchEntryMode.INCLUDE)).containsExactly(id(visit));

    Bundle chained = fhir.search("/Encounter?patient." + by(mine));
    assertThat(ids(chained, SearchEntryMode.MATCH)).containsExactly(id(visit));
    Bundle typed = fhir.search("/Encounter?subject:Patient." + by(mine));
    assertThat(ids(typed, SearchEntryMode.MATCH)).containsExactly(id(visit));

    Bundle had = fhir.search("/Patient?_has:Encounter:patient:_id=" + id(visit));
    assertThat(ids(had, SearchEntryMode.MATCH)).containsExactly(patientId);
    assertThat(fhir.count("/Patient?_has:Encounter:patient:_id=nobody")).isZero();
  }

  private Patient named(String reference) {
    var patient = patient(mine);
    patient.setId(reference);
    return patient;
  }

  @Test
  void anUnknownParameterIsRefusedAndNamed() {
    HttpResponse<String> refused = fhir.get("/Patient?" + by(mine) + "&colour=blue");
    assertThat(refused.statusCode()).isEqualTo(400);
    OperationOutcomeIssueComponent issue = fhir.issue(refused);
    assertThat(fhir.code(refused)).isEqualTo("fhir-unknown-parameter");
    assertThat(issue.getExpression().get(0).getValue()).isEqualTo("http.colour");
    assertThat(issue.getDetails().getText()).contains("/fhir/metadata");
    assertThat(issue.getDiagnostics()).contains("\"colour\"").doesNotContain("HAPI-");
    assertThat(fhir.get("/Patient?colour=blue", "Prefer", "handling=strict").statusCode())
        .isEqualTo(400);
  }

  @Test
  void aSearcherWhoPrefersLenienceGetsResultsAndSeesWhatWasUnderstood() {
    fhir.post("/Patient", patient(mine));
    HttpResponse<String> answer =
        fhir.get("/Patient?" + by(mine) + "&colour=blue", "Prefer", "handling=lenient");
    Bundle found = fhir.read(answer, Bundle.class);
    assertThat(found.getEntry()).hasSize(1);
    assertThat(found.getLink("self").getUrl()).contains("identifier").doesNotContain("colour");
  }

  @ParameterizedTest
  @ValueSource(strings = {"_lastUpdate", "_lastupdated", "_foo", "_id2", "_"})
  void aControlParameterThatNobodyKnowsIsRefusedHoweverLenientOneIs(String name) {
    for (String handling : List.of("strict", "lenient")) {
      HttpResponse<String> refused =
          fhir.get("/Patient?" + name + "=x", "Prefer", "handling=" + handling);
      assertThat(refused.statusCode()).as(handling).isEqualTo(400);
      assertThat(fhir.code(refused)).isEqualTo("fhir-unknown-parameter");
      assertThat(fhir.issue(refused).getExpression().get(0).getValue()).isEqualTo("http." + name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Patient?family:wild=x, fhir-unknown-modifier",
    "Encounter?patient.family:wild=x, fhir-unknown-modifier",
    "Patient?birthdate=someday, fhir-bad-parameter-value",
    "Patient?_lastUpdated=gt, fhir-bad-parameter-value",
    "Observation?value-quantity=much, fhir-bad-parameter-value",
    "Patient?_count=-1, fhir-bad-parameter-value",
    "Patient?_count=many, fhir-bad-parameter-value",
    "Patient?_count=99999999999999999999, fhir-bad-parameter-value",
    "Patient?_offset=-1, fhir-bad-parameter-value",
    "Patient?_offset=2147483647, fhir-bad-parameter-value",
    "Patient?_total=roughly, fhir-bad-parameter-value",
    "Patient?_summary=short, fhir-bad-parameter-value",
    "Patient?family=a%00b, fhir-bad-parameter-value",
    "Patient?_sort=colour, fhir-bad-request",
    "Encounter?_include=Encounter:colour, fhir-unknown-parameter",
    "Encounter?patient.colour=x, fhir-bad-request",
    "Patient?_has:Encounter:patient:colour=x, fhir-bad-request",
    "Patient?family=%ZZ, fhir-bad-characters"
  })
  void whatCannotBeUnderstoodIsRefusedAndNeverPassedOver(String search, String code) {
    // A broken escape is no URI for Java's client, so that one goes by a socket of its own.
    HttpResponse<String> refused = search.contains("%ZZ") ? null : fhir.get("/" + search);
    if (refused == null) {
      assertThat(RawHttp.get(server, "/fhir/" + search)).startsWith("HTTP/1.1 400").contains(code);
    } else {
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
      assertThat(fhir.code(refused)).isEqualTo(code);
      assertThat(fhir.issue(refused).getDiagnostics()).doesNotContain("HAPI-");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"family:exact=Sample", "family:contains=ampl", "gender:not=male"})
  void modifiersOfFhirsAreUnderstood(String condition) {
    fhir.post("/Patient", patient(mine));
    assertThat(fhir.count("/Patient?" + by(mine) + "&" + condition)).isEqualTo(1);
  }

  private static List<String> families(Bundle found) {
    return new ArrayList<>(
        found.getEntry().stream()
            .map(e -> ((Patient) e.getResource()).getNameFirstRep().getFamily())
            .toList());
  }

  private static List<String> ids(Bundle found, SearchEntryMode mode) {
    return found.getEntry().stream()
        .filter(e -> e.getSearch().getMode() == mode)
        .map(BundleEntryComponent::getResource)
        .map(r -> r.getIdElement().getIdPart())
        .toList();
  }

  private static String id(Encounter encounter) {
    return encounter.getIdElement().getIdPart();
  }
}
