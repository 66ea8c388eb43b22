package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatientCompartmentTest {

  private static final FhirContext FHIR = FhirContext.forR4Cached();

  @ParameterizedTest
  @CsvSource({
    "Patient, _id",
    "Observation, patient",
    "Coverage, patient",
    "Appointment, patient",
    "AdverseEvent, subject",
    "Group, member",
    "Schedule, actor",
    "Practitioner,",
    "Organization,",
    "*,",
    "Nonsense,"
  })
  void oneParameterSaysWhoseAResourceIs(String type, String parameter) {
    assertThat(PatientCompartment.parameter(type, FHIR)).isEqualTo(parameter);
  }

  /** Else a patient's search for it would be refused though some of it is theirs. */
  @Test
  void everyTypeOfTheCompartmentHasOne() {
    assertThat(FHIR.getResourceTypes())
        .filteredOn(
            type ->
                !FHIR.getResourceDefinition(type)
                    .getSearchParamsForCompartmentName("Patient")
                    .isEmpty())
        .hasSizeGreaterThan(60)
        .allSatisfy(type -> assertThat(PatientCompartment.parameter(type, FHIR)).isNotNull());
  }

  @Test
  void aSearchIsConfinedWhateverElseItAsksFor() {
    var search = new SearchParameterMap("status", new TokenParam("final"));
    search.add("patient", new ReferenceParam("Patient/other"));

    PatientCompartment.confine(search, "Observation", "mine", FHIR);

    assertThat(search.get("patient"))
        .extracting(anyOf -> anyOf.get(0).getValueAsQueryToken())
        .containsExactly("Patient/other", "Patient/mine");
    assertThat(search.get("status")).hasSize(1);
  }

  @Test
  void oneThatNamesThePatientAloneStaysAsItIs() {
    for (String spelling : new String[] {"mine", "Patient/mine"}) {
      var search = new SearchParameterMap("patient", new ReferenceParam(spelling));
      PatientCompartment.confine(search, "Observation", "mine", FHIR);
      assertThat(search.get("patient")).hasSize(1);
    }
    var byId = new SearchParameterMap("_id", new TokenParam("mine"));
    PatientCompartment.confine(byId, "Patient", "mine", FHIR);
    assertThat(byId.get("_id")).hasSize(1);
  }

  @Test
  void oneThatNamesThePatientAmongOthersOrOtherwiseIsConfined() {
    var amongOthers =
        new SearchParameterMap()
            .addOrList(
                "patient",
                List.of(new ReferenceParam("Patient/mine"), new ReferenceParam("Patient/other")));
    var chained = new SearchParameterMap("patient", new ReferenceParam("name", "mine"));
    var missing = new SearchParameterMap("patient", new ReferenceParam().setMissing(true));
    for (var search : new SearchParameterMap[] {amongOthers, chained, missing}) {
      PatientCompartment.confine(search, "Observation", "mine", FHIR);
      assertThat(search.get("patient")).hasSize(2);
    }
    // An id alone may be a Group's as well.
    var untyped = new SearchParameterMap("subject", new ReferenceParam("mine"));
    PatientCompartment.confine(untyped, "AdverseEvent", "mine", FHIR);
    assertThat(untyped.get("subject")).hasSize(2);
  }

  @Test
  void whatIsNobodysIsNotSearchedAtAll() {
    assertThatThrownBy(
            () ->
                PatientCompartment.confine(new SearchParameterMap(), "Practitioner", "mine", FHIR))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
