package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachingSearchTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Encounter?patient.name=Ann",
        "Encounter?subject:Patient.name=Ann",
        "Patient?_has:Observation:patient:code=1",
        "?_has%3AObservation%3Apatient%3Acode=1",
        "Encounter?_sort=-patient.birthdate",
        "Patient?_filter=name eq x",
        "/Encounter?status=planned&patient%2Ename=Ann"
      })
  void aSearchThatAsksAboutOtherResourcesIsFound(String url) {
    assertThat(ReachingSearch.reaches(url)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Encounter?patient=1&date=ge2026-01-01T10:00:00.000Z",
        "Patient?family=O'Neil&_sort=-birthdate",
        "Encounter?_include=Encounter:patient",
        "Encounter",
        "Patient/a.b"
      })
  void aPlainSearchIsNot(String url) {
    assertThat(ReachingSearch.reaches(url)).isFalse();
  }
}
