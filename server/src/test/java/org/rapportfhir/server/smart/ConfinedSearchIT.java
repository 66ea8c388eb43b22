package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapportfhir.server.smart.TwoRecords.bundle;
import static org.rapportfhir.server.smart.TwoRecords.entry;
import static org.rapportfhir.server.smart.TwoRecords.observation;
import static org.rapportfhir.server.smart.TwoRecords.patient;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A search under a patient's scope finds that patient's resources alone, by itself and in bundles,
 * and its answer is the same whatever is on record about others.
 */
class ConfinedSearchIT {
  private final TwoRecords records = new TwoRecords();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Observation; Observation/{mine}",
        "Observation?status=final; Observation/{mine}",
        "Observation?identifier={mine},{other}; Observation/{mine}",
        "Observation?patient={mine}; Observation/{mine}",
        "Observation?subject=Patient/{mine}; Observation/{mine}",
        "Observation?patient={mine},{other}; Observation/{mine}",
        "Observation?identifier={other};",
        "Observation?identifier={nobody};",
        "Observation?patient={other};",
        "Observation?patient={nobody};",
        "Observation?patient={mine}&patient={other};",
        "Observation?_id={other};",
        "Patient; Patient/{mine}",
        "Patient?_id={mine}; Patient/{mine}",
        "Patient?_id={mine},{other}; Patient/{mine}",
        "Patient?_id={other};",
        "Patient?_id={nobody};",
        "Patient?identifier={other};"
      })
  void findsThatPatientsResourcesAlone(String search, String found) {
    String token = records.token("patient/*.rs");
    List<String> expected = found == null ? List.of() : List.of(filled(found));
    String url = filled(search);

    HttpResponse<String> alone = records.get(token, url);
    assertThat(alone.statusCode()).as(alone.body()).isEqualTo(200);
    assertThat(found(records.json(alone))).isEqualTo(expected);
    for (String type : new String[] {"batch", "transaction"}) {
      JsonNode answer = searchIn(type, token, url);
      assertThat(answer.at("/response/status").asText()).as(answer.toString()).startsWith("200");
      assertThat(found(answer.at("/resource"))).isEqualTo(expected);
    }
  }

  /** Storage takes all conditions on ids as one, in which a negated one would win. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Patient?_id:not={mine}",
        "Patient?_id:not={mine}&_summary=count",
        "Patient?_id:not={nobody}&identifier={other}",
        "Patient?_id:not={mine},{nobody}&_count=0",
        "Patient?_id:missing=false"
      })
  void aNegatedIdAsksAboutNobodyElse(String search) {
    String token = records.token("patient/*.rs");

    assertThat(records.get(token, filled(search)).statusCode()).isIn(400, 403);
    JsonNode inBundle = searchIn("batch", token, filled(search));
    assertThat(inBundle.at("/response/status").asText()).isNotEqualTo("200 OK");
    assertThat(inBundle.at("/resource/total").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "Observation?_summary=count, 1",
    "Observation?identifier={other}&_summary=count, 0",
    "Observation?_total=accurate&_count=0, 1",
    "Patient?_summary=count, 1"
  })
  void countsNobodyElse(String search, int count) {
    String token = records.token("patient/*.rs");

    JsonNode alone = records.json(records.get(token, filled(search)));
    assertThat(alone.at("/total").asInt()).as(alone.toString()).isEqualTo(count);
    JsonNode inBundle = searchIn("batch", token, filled(search));
    assertThat(inBundle.at("/resource/total").asInt()).as(inBundle.toString()).isEqualTo(count);
  }

  /**
   * Also of what is included: only what the token may read shows, and nothing fails for the rest.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Patient?_id={mine}&_revinclude=Patient:link",
        "Patient?_id={mine}&_include=Patient:link",
        "Observation?_include=Observation:performer",
        "Observation?_include=*"
      })
  void leavesOutWhatOthersHaveToDoWithThePatient(String search) {
    String token = records.token("patient/*.rs");
    String url = filled(search);
    List<String> before = found(records.json(records.get(token, url)));
    assertThat(before).isNotEmpty();

    String link = ",\"link\":[{\"type\":\"seealso\",\"other\":{\"reference\":\"Patient/%s\"}}]";
    records.put("Patient/" + records.mine, patient(records.mine, link.formatted(records.other)));
    records.put("Patient/" + records.other, patient(records.other, link.formatted(records.mine)));
    records.put(
        "Observation/" + records.mine,
        observation(records.mine, "Patient/" + records.mine)
            .replace(
                "\"status\"",
                "\"performer\":[{\"reference\":\"Patient/%s\"}],\"status\""
                    .formatted(records.other)));

    HttpResponse<String> after = records.get(token, url);
    assertThat(after.statusCode()).as(after.body()).isEqualTo(200);
    assertThat(found(records.json(after))).isEqualTo(before);
    assertThat(found(searchIn("batch", token, url).at("/resource"))).isEqualTo(before);
  }

  @Test
  void leavesOutInclusionsOfTypesThatNoScopeNames() {
    String token = records.token("system/Patient.rs");
    String url = filled("Patient?_id={mine}&_revinclude=Observation:subject");

    HttpResponse<String> answer = records.get(token, url);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(found(records.json(answer))).containsExactly("Patient/" + records.mine);
  }

  /** What belongs to no patient, and histories of more than one resource, can't be confined. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Practitioner?identifier={mine}",
        "Practitioner?identifier={nobody}",
        "Practitioner",
        "Observation/_history",
        "Patient/_history",
        "_history",
        "Encounter?patient.identifier={mine}"
      })
  void isRefusedBeforeItIsTriedWhereItCannotBeConfined(String path) {
    String token = records.token("patient/*.cruds");
    String url = filled(path);

    HttpResponse<String> alone = records.get(token, url);
    assertThat(alone.statusCode()).as(alone.body()).isEqualTo(403);
    for (String type : new String[] {"batch", "transaction"}) {
      HttpResponse<String> inBundle =
          records.send(token, "POST", "", bundle(type, entry("GET", url)));
      assertThat(inBundle.statusCode()).as(inBundle.body()).isEqualTo(403);
      assertThat(records.diagnostics(inBundle)).isEqualTo(records.diagnostics(alone));
    }
  }

  /**
   * As before: whose a resource is shows after it was read, except a Patient, who is known by id.
   */
  @ParameterizedTest
  @CsvSource({
    "Patient/{mine}, 200",
    "Patient/{other}, 403",
    "Patient/{nobody}, 403",
    "Observation/{mine}, 200",
    "Observation/{other}, 403",
    "Observation/{nobody}, 404",
    "Practitioner/{nobody}, 403"
  })
  void aReadInABundleIsAnsweredAsByItself(String path, int status) {
    String token = records.token("patient/*.cruds");

    assertThat(records.get(token, filled(path)).statusCode()).isEqualTo(status);
    HttpResponse<String> inBundle =
        records.send(token, "POST", "", bundle("batch", entry("GET", filled(path))));
    String ofEntry =
        inBundle.statusCode() == 200
            ? records.entry(inBundle).at("/response/status").asText()
            : String.valueOf(inBundle.statusCode());
    assertThat(ofEntry).as(inBundle.body()).startsWith(String.valueOf(status));
  }

  @Test
  void aPracticeWideScopeForOneTypeIsNotConfinedByAPatientsScopeForAnother() {
    String token = records.token("patient/Observation.rs user/Patient.rs");
    String patients = filled("Patient?identifier={mine},{other}");
    String observations = filled("Observation?identifier={mine},{other}");

    assertThat(found(records.json(records.get(token, patients)))).hasSize(2);
    assertThat(found(records.json(records.get(token, observations)))).hasSize(1);
    assertThat(found(searchIn("batch", token, patients).at("/resource"))).hasSize(2);
    assertThat(found(searchIn("batch", token, observations).at("/resource"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"system/Observation.s", "system/*.rs", "patient/Observation.s"})
  void inABundleShowsTheWholeResourceOrAnEmptyPage(String scope) {
    String token = records.token(scope);
    for (String type : new String[] {"batch", "transaction"}) {
      JsonNode found = searchIn(type, token, filled("Observation?identifier={mine}"));
      assertThat(found.at("/resource/entry/0/resource/subject/reference").asText())
          .as(found.toString())
          .isEqualTo("Patient/" + records.mine);
      JsonNode none = searchIn(type, token, filled("Observation?identifier={nobody}"));
      assertThat(found(none.at("/resource"))).isEmpty();
    }
  }

  private JsonNode searchIn(String type, String token, String url) {
    return records.entry(records.send(token, "POST", "", bundle(type, entry("GET", url))));
  }

  private List<String> found(JsonNode bundle) {
    assertThat(bundle.at("/resourceType").asText()).as(bundle.toString()).isEqualTo("Bundle");
    List<String> found = new ArrayList<>();
    for (JsonNode entry : bundle.path("entry")) {
      found.add(
          entry.at("/resource/resourceType").asText() + "/" + entry.at("/resource/id").asText());
    }
    return found;
  }

  private String filled(String text) {
    return text.replace("{mine}", records.mine)
        .replace("{other}", records.other)
        .replace("{nobody}", records.nobody);
  }
}
