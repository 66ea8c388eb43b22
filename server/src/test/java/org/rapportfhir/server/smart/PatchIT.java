package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapportfhir.server.smart.TwoRecords.JSON;
import static org.rapportfhir.server.smart.TwoRecords.JSON_PATCH;
import static org.rapportfhir.server.smart.TwoRecords.binary;
import static org.rapportfhir.server.smart.TwoRecords.bundle;
import static org.rapportfhir.server.smart.TwoRecords.entry;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A patch tells by success and failure what is stored, so who patches must be one who may read. */
class PatchIT {
  private final TwoRecords records = new TwoRecords();

  /** The ways in which a patch asks for a value before it changes anything. */
  enum Probe {
    JSON_TEST {
      @Override
      String asking(String value) {
        return """
        [{"op":"test","path":"/identifier/0/value","value":"%s"},
         {"op":"replace","path":"/status","value":"amended"}]"""
            .formatted(value);
      }
    },
    FHIR_PATH {
      @Override
      String asking(String value) {
        return """
        {"resourceType":"Parameters","parameter":[{"name":"operation","part":[
          {"name":"type","valueCode":"replace"},
          {"name":"path","valueString":"Observation.identifier.where(value='%s').value"},
          {"name":"value","valueString":"%s"}]}]}"""
            .formatted(value, value);
      }
    };

    abstract String asking(String value);

    String contentType() {
      return this == JSON_TEST ? JSON_PATCH : JSON;
    }

    String asResource(String value) {
      return this == JSON_TEST ? binary(asking(value)) : asking(value);
    }
  }

  @ParameterizedTest
  @EnumSource
  void tellsAPatientNothingOfSomebodyElsesResource(Probe probe) {
    String token = records.token("patient/*.cruds");

    HttpResponse<String> right = patch(token, probe, records.other, records.other);
    HttpResponse<String> wrong = patch(token, probe, records.other, "wrong");

    assertThat(right.statusCode()).as(right.body()).isEqualTo(403);
    assertThat(wrong.statusCode()).as(wrong.body()).isEqualTo(403);
    assertThat(right.body()).isEqualTo(wrong.body()).doesNotContain(records.other);
    assertThat(version(records.other)).isEqualTo("1");
  }

  @ParameterizedTest
  @EnumSource
  void tellsAPatientNothingOfSomebodyElsesResourceInATransaction(Probe probe) {
    String token = records.token("patient/*.cruds");

    HttpResponse<String> right = patchIn("transaction", token, probe, records.other, records.other);
    HttpResponse<String> wrong = patchIn("transaction", token, probe, records.other, "wrong");

    assertThat(right.statusCode()).as(right.body()).isEqualTo(403);
    assertThat(wrong.statusCode()).as(wrong.body()).isEqualTo(403);
    assertThat(right.body()).isEqualTo(wrong.body()).doesNotContain(records.other);
    assertThat(version(records.other)).isEqualTo("1");
  }

  @ParameterizedTest
  @EnumSource
  void tellsAPatientNothingOfSomebodyElsesResourceInABatch(Probe probe) {
    String token = records.token("patient/*.cruds");

    var right = records.entry(patchIn("batch", token, probe, records.other, records.other));
    var wrong = records.entry(patchIn("batch", token, probe, records.other, "wrong"));

    assertThat(right.at("/response/status").asText()).as(right.toString()).startsWith("403");
    assertThat(right).isEqualTo(wrong);
    assertThat(version(records.other)).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource({
    "system/Observation.u, return=minimal, system",
    "system/Observation.u, return=OperationOutcome, system",
    "system/Observation.u, return=representation, system",
    "system/Observation.cuds, return=minimal, system",
    "user/Observation.us user/Patient.r, return=minimal, user",
    "patient/Observation.us, return=minimal, patient"
  })
  void needsReadWhateverAnswerIsPreferred(String scope, String prefer, String context) {
    String token = records.token(scope);
    for (Probe probe : Probe.values()) {
      for (String value : new String[] {records.mine, "wrong"}) {
        for (HttpResponse<String> refused :
            List.of(
                patch(token, probe, records.mine, value, "Prefer", prefer),
                patchIn("batch", token, probe, records.mine, value, "Prefer", prefer),
                patchIn("transaction", token, probe, records.mine, value, "Prefer", prefer))) {
          assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
          assertThat(records.diagnostics(refused)).contains(context + "/Observation.r");
        }
      }
    }
    assertThat(version(records.mine)).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"system/Observation.ru", "patient/Observation.ru", "user/*.ru"})
  void changesWhatTheTokenMayReadAndUpdate(String scope) {
    String token = records.token(scope);
    Probe probe = Probe.JSON_TEST;

    assertThat(patch(token, probe, records.mine, records.mine).statusCode()).isEqualTo(200);
    assertThat(records.stored("Observation/" + records.mine).at("/status").asText())
        .isEqualTo("amended");
    var patched = patchIn("transaction", token, Probe.FHIR_PATH, records.mine, records.mine);
    assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);
  }

  @Test
  void changesThePatientsOwnPatient() {
    String token = records.token("patient/Patient.ru");
    String path = "Patient/" + records.mine;
    String body = "[{\"op\":\"add\",\"path\":\"/active\",\"value\":true}]";

    HttpResponse<String> alone =
        records.send(token, "PATCH", path, body, "Content-Type", JSON_PATCH);
    HttpResponse<String> inBundle =
        records.send(token, "POST", "", bundle("transaction", entry("PATCH", path, binary(body))));

    assertThat(alone.statusCode()).as(alone.body()).isEqualTo(200);
    assertThat(inBundle.statusCode()).as(inBundle.body()).isEqualTo(200);
  }

  /** One scope that reads and another that updates don't add up on a resource that only one has. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "patient/Observation.r system/Observation.u",
        "patient/Observation.u system/Observation.r"
      })
  void needsBothScopesOnTheVeryResource(String scope) {
    String token = records.token(scope);

    assertThat(patch(token, Probe.JSON_TEST, records.other, records.other).statusCode())
        .isEqualTo(403);
    assertThat(patch(token, Probe.JSON_TEST, records.other, "wrong").statusCode()).isEqualTo(403);
    assertThat(patch(token, Probe.JSON_TEST, records.mine, records.mine).statusCode())
        .isEqualTo(200);
  }

  @Test
  void movesNoResourceBetweenPatients() {
    String token = records.token("patient/*.cruds");
    for (String[] move :
        new String[][] {{records.mine, records.other}, {records.other, records.mine}}) {
      String body =
          "[{\"op\":\"replace\",\"path\":\"/subject/reference\",\"value\":\"Patient/%s\"}]"
              .formatted(move[1]);
      assertThat(
              records
                  .send(token, "PATCH", "Observation/" + move[0], body, "Content-Type", JSON_PATCH)
                  .statusCode())
          .isEqualTo(403);
      assertThat(records.stored("Observation/" + move[0]).at("/subject/reference").asText())
          .isEqualTo("Patient/" + move[0]);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "system/Observation.ru, 403",
    "system/Observation.us, 403",
    "system/Observation.rus, 200",
    "patient/*.cruds, 403",
    "patient/Observation.ru system/Observation.s, 403"
  })
  void byConditionNeedsSearchAsWell(String scope, int status) {
    String token = records.token(scope);
    for (String value : new String[] {records.other, "wrong"}) {
      HttpResponse<String> answer =
          records.send(
              token,
              "PATCH",
              "Observation?identifier=" + records.other,
              Probe.JSON_TEST.asking(value),
              "Content-Type",
              JSON_PATCH,
              "Prefer",
              "return=minimal");
      assertThat(answer.statusCode())
          .as(answer.body())
          .isEqualTo(status == 200 && value.equals("wrong") ? 400 : status);
      HttpResponse<String> inBundle =
          records.send(
              token,
              "POST",
              "",
              bundle(
                  "transaction",
                  entry(
                      "PATCH",
                      "Observation?identifier=" + records.other,
                      Probe.JSON_TEST.asResource(value))));
      assertThat(inBundle.statusCode())
          .as(inBundle.body())
          .isEqualTo(status == 200 && value.equals("wrong") ? 400 : status);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Patient/{other}", "Patient/{nobody}", "Observation/{nobody}"})
  void answersAsAReadDoesWhereTheTokenReachesNothing(String path) {
    String token = records.token("patient/*.cruds");
    String where = path.replace("{other}", records.other).replace("{nobody}", records.nobody);
    int read = records.get(token, where).statusCode();

    String body = Probe.JSON_TEST.asking("x");
    assertThat(records.send(token, "PATCH", where, body, "Content-Type", JSON_PATCH).statusCode())
        .isEqualTo(read);
  }

  /** What is stored, put where it is no value: the parser's words would quote it. */
  @ParameterizedTest
  @ValueSource(strings = {"/effectiveDateTime", "/status"})
  void thatMakesNoResourceIsNotAnsweredWithStoredText(String path) {
    String body =
        "[{\"op\":\"copy\",\"from\":\"/identifier/0/value\",\"path\":\"%s\"}]".formatted(path);
    HttpResponse<String> failed =
        records.send(
            records.token("patient/*.cruds"),
            "PATCH",
            "Observation/" + records.mine,
            body,
            "Content-Type",
            JSON_PATCH);

    assertThat(failed.statusCode()).as(failed.body()).isEqualTo(400);
    assertThat(failed.body()).contains("fhir-patch-failed").doesNotContain(records.mine);
  }

  @Test
  void thatFailsSaysWhichValueOrPathAndQuotesNothingStored() {
    String token = records.token("system/Observation.ru");

    HttpResponse<String> tested = patch(token, Probe.JSON_TEST, records.other, "wrong");
    HttpResponse<String> missed = patch(token, Probe.FHIR_PATH, records.other, "wrong");

    assertThat(records.diagnostics(tested)).contains("value differs from expectations");
    assertThat(records.diagnostics(missed)).contains("Observation.identifier");
    for (HttpResponse<String> failed : List.of(tested, missed)) {
      assertThat(failed.statusCode()).as(failed.body()).isEqualTo(400);
      assertThat(failed.body()).doesNotContain(records.other);
    }
  }

  private String version(String observation) {
    return records.stored("Observation/" + observation).at("/meta/versionId").asText();
  }

  private HttpResponse<String> patch(
      String token, Probe probe, String observation, String value, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = probe.contentType();
    return records.send(token, "PATCH", "Observation/" + observation, probe.asking(value), all);
  }

  private HttpResponse<String> patchIn(
      String type, String token, Probe probe, String observation, String value, String... headers) {
    String entry = entry("PATCH", "Observation/" + observation, probe.asResource(value));
    return records.send(token, "POST", "", bundle(type, entry), headers);
  }
}
