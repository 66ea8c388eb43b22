package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatchUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Patient?identifier=1",
        "/Patient?identifier=1",
        "Patient/?identifier=1",
        "http://elsewhere.example/fhir/Patient?identifier=1",
        "Group/Patient?identifier=a/b?c"
      })
  void searchesTheTypeBeforeItsQuery(String url) {
    assertThat(new MatchUrl(url).type()).isEqualTo("Patient");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?identifier=1", "/?identifier=1", "identifier=1"})
  void mayHaveNoType(String url) {
    assertThat(new MatchUrl(url).type()).isNull();
  }

  @Test
  void isFoundWhereverAReferenceStands() {
    Condition contained = new Condition();
    contained.setId("c");
    contained.setSubject(new Reference("Patient?identifier=contained"));
    Encounter encounter = new Encounter();
    encounter.setSubject(new Reference("Patient?identifier=subject"));
    encounter.setPartOf(new Reference("Encounter/1"));
    encounter.addContained(contained);
    encounter.addDiagnosis().setCondition(new Reference("#c"));
    encounter.addExtension("https://example.org/e", new Reference("Patient?identifier=extension"));

    assertThat(MatchUrl.referencesOf(encounter, FhirContext.forR4Cached()))
        .extracting(MatchUrl::value)
        .containsExactlyInAnyOrder(
            "Patient?identifier=contained",
            "Patient?identifier=subject",
            "Patient?identifier=extension");
  }
}
