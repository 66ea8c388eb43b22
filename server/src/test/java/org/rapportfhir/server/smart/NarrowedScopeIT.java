package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scopes with a query reach what the query names and nothing else, whichever way it is asked for.
 */
class NarrowedScopeIT {
  private static final String CATEGORY =
      "http://terminology.hl7.org/CodeSystem/observation-category";
  private static final String LAB =
      "patient/Observation.cruds?category=" + CATEGORY + "|laboratory";
  private static final String SOCIAL =
      "patient/Observation.rs?category=" + CATEGORY + "|social-history";

  private final TwoRecords records = new TwoRecords();
  private final String lab = "lab-" + UUID.randomUUID();
  private final String vital = "vital-" + UUID.randomUUID();
  private final String social = "social-" + UUID.randomUUID();
  private final String othersLab = "others-" + UUID.randomUUID();

  @BeforeEach
  void observationsOfThreeCategories() {
    records.put("Observation/" + lab, observation(lab, records.mine, "laboratory"));
    records.put("Observation/" + vital, observation(vital, records.mine, "vital-signs"));
    records.put("Observation/" + social, observation(social, records.mine, "social-history"));
    records.put("Observation/" + othersLab, observation(othersLab, records.other, "laboratory"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?patient=%s", "?status=final", "?_elements=status", "?_count=50"})
  void aSearchFindsOnlyWhatTheQueryNames(String query) {
    String path = "Observation" + query.formatted(records.mine);
    assertThat(found(records.get(records.token(LAB), path))).containsExactly(lab);
  }

  @Test
  void asksOfTheAppNarrowFurtherAndNeverWiden() {
    String token = records.token(LAB);
    String vitals = "Observation?category=" + CATEGORY + "|vital-signs";
    assertThat(found(records.get(token, vitals))).isEmpty();
    assertThat(found(records.get(token, "Observation?_id=" + lab + "," + vital)))
        .containsExactly(lab);
  }

  @Test
  void twoScopesOfOneParameterAddUp() {
    String token = records.token(LAB + " " + SOCIAL);
    assertThat(found(records.get(token, "Observation"))).containsExactlyInAnyOrder(lab, social);
  }

  @Test
  void aScopeWithoutQueryMakesTheOthersMeaningless() {
    String token = records.token(LAB + " patient/Observation.rs");
    assertThat(found(records.get(token, "Observation?_id=" + lab + "," + vital)))
        .containsExactlyInAnyOrder(lab, vital);
  }

  @Test
  void scopesOfDifferentParametersReadButDoNotSearch() {
    String token = records.token(LAB + " patient/Observation.rs?status=preliminary");
    assertThat(records.get(token, "Observation/" + lab).statusCode()).isEqualTo(200);
    HttpResponse<String> search = records.get(token, "Observation");
    assertThat(search.statusCode()).isEqualTo(403);
    assertThat(records.diagnostics(search)).contains("different parameters");
  }

  @Test
  void readsAreHeldToTheQueryAndToThePatient() {
    String token = records.token(LAB);
    assertThat(status(token, lab)).isEqualTo(200);
    assertThat(status(token, vital)).isEqualTo(403);
    assertThat(status(token, othersLab)).isEqualTo(403);
    assertThat(status(token, lab + "/_history/1")).isEqualTo(200);
    assertThat(status(token, vital + "/_history/1")).isEqualTo(403);
    assertThat(status(token, vital + "/_history")).isEqualTo(403);
  }

  @Test
  void otherTypesStayClosed() {
    assertThat(records.get(records.token(LAB), "Patient/" + records.mine).statusCode())
        .isEqualTo(403);
  }

  @Test
  void practiceWideScopesAreNarrowedWithoutAPatient() {
    String token = records.token("user/Observation.rs?category=" + CATEGORY + "|laboratory");
    assertThat(found(records.get(token, "Observation?_id=" + lab + "," + othersLab + "," + vital)))
        .containsExactlyInAnyOrder(lab, othersLab);
    assertThat(status(token, othersLab)).isEqualTo(200);
    assertThat(status(token, vital)).isEqualTo(403);
  }

  @Test
  void besideAScopeOfThePracticeThePatientsDecidesASearch() {
    String laboratory = "user/Observation.rs?category=" + CATEGORY + "|laboratory";
    String token = records.token(laboratory + " " + SOCIAL);
    assertThat(found(records.get(token, "Observation"))).containsExactly(social);
    assertThat(status(token, othersLab)).isEqualTo(200);
    assertThat(status(token, vital)).isEqualTo(403);
  }

  @Test
  void entriesOfABundleAreHeldToIt() {
    String token = records.token(LAB);
    JsonNode search = records.entry(batch(token, TwoRecords.entry("GET", "Observation")));
    assertThat(ids(search.path("resource"))).containsExactly(lab);
    HttpResponse<String> read = batch(token, TwoRecords.entry("GET", "Observation/" + vital));
    assertThat(read.body()).doesNotContain("vital-signs");
  }

  @Test
  void inclusionsBeyondItAreLeftOut() {
    String token = records.token(LAB + " patient/Patient.rs");
    HttpResponse<String> answer =
        records.get(token, "Patient?_id=" + records.mine + "&_revinclude=Observation:patient");
    assertThat(found(answer)).containsExactlyInAnyOrder(records.mine, lab);
  }

  @Test
  void whatIsWrittenMustBeNamedBeforeAndAfter() {
    String token = records.token(LAB);
    String fresh = "fresh-" + UUID.randomUUID();
    assertThat(put(token, fresh, observation(fresh, records.mine, "laboratory"))).isEqualTo(201);
    String another = "another-" + UUID.randomUUID();
    assertThat(put(token, another, observation(another, records.mine, "vital-signs")))
        .isEqualTo(403);
    assertThat(put(token, lab, observation(lab, records.mine, "vital-signs"))).isEqualTo(403);
    assertThat(put(token, vital, observation(vital, records.mine, "laboratory"))).isEqualTo(403);
    assertThat(records.send(token, "DELETE", "Observation/" + vital, "").statusCode())
        .isEqualTo(403);
    assertThat(records.stored("Observation/" + vital).toString()).contains("vital-signs");
    assertThat(records.send(token, "DELETE", "Observation/" + lab, "").statusCode()).isEqualTo(200);
  }

  private int put(String token, String id, String body) {
    return records.send(token, "PUT", "Observation/" + id, body).statusCode();
  }

  private int status(String token, String id) {
    return records.get(token, "Observation/" + id).statusCode();
  }

  private HttpResponse<String> batch(String token, String entry) {
    return records.send(token, "POST", "", TwoRecords.bundle("batch", entry));
  }

  private List<String> found(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return ids(records.json(answer));
  }

  private static List<String> ids(JsonNode bundle) {
    return StreamSupport.stream(bundle.path("entry").spliterator(), false)
        .map(entry -> entry.at("/resource/id").asText())
        .toList();
  }

  private static String observation(String id, String patient, String category) {
    return """
    {"resourceType":"Observation","id":"%s","status":"final","code":{"text":"x"},
     "category":[{"coding":[{"system":"%s","code":"%s"}]}],"subject":{"reference":"Patient/%s"}}"""
        .formatted(id, CATEGORY, category, patient);
  }
}
