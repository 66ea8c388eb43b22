package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapportfhir.server.support.RunningServer;

/** What would change other people's records, or how the server works for all of them. */
class OthersRecordsIT {
  private final TwoRecords records = new TwoRecords();

  /** Who took part in something doesn't own it. */
  @ParameterizedTest
  @CsvSource({
    "Observation, performer, true",
    "Condition, asserter, false",
    "Communication, sender, false"
  })
  void aPatientWritesNothingThatIsAboutSomebodyElse(String type, String as, boolean many) {
    String token = records.token("patient/*.cruds");
    String me = "{\"reference\":\"Patient/" + records.mine + "\"}";
    String body =
        """
        {"resourceType":"%s","status":"final","code":{"text":"x"},
         "subject":{"reference":"Patient/%s"},"%s":%s}"""
            .formatted(type, records.other, as, many ? "[" + me + "]" : me);
    if (!type.equals("Observation")) {
      body =
          body.replace(
              "\"status\":\"final\",",
              type.equals("Communication") ? "\"status\":\"completed\"," : "");
    }
    if (type.equals("Communication")) {
      body = body.replace("\"code\":{\"text\":\"x\"},", "");
    }
    HttpResponse<String> answer = records.send(token, "POST", type, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    String mine = body.replace(records.other, records.mine);
    assertThat(records.send(token, "POST", type, mine).statusCode()).isEqualTo(201);
  }

  @Test
  void norMovesTheirOwnThere() {
    String moved =
        TwoRecords.observation(records.mine, "Patient/" + records.other)
            .replace(
                "\"status\"",
                "\"performer\":[{\"reference\":\"Patient/" + records.mine + "\"}],\"status\"");
    String token = records.token("patient/*.cruds");
    assertThat(records.send(token, "PUT", "Observation/" + records.mine, moved).statusCode())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SearchParameter",
        "StructureDefinition",
        "CodeSystem",
        "ValueSet",
        "Subscription",
        "OperationDefinition",
        "NamingSystem",
        "ConceptMap"
      })
  void noUserChangesHowTheServerWorks(String type) {
    String user = RunningServer.get().sandboxToken("scope=user%2F*.cruds&user=robin");
    String body = "{\"resourceType\":\"" + type + "\",\"status\":\"active\"}";
    HttpResponse<String> alone = records.send(user, "POST", type, body);
    assertThat(alone.statusCode()).as(alone.body()).isEqualTo(403);
    assertThat(records.diagnostics(alone)).contains("only a system");
    HttpResponse<String> inBundle =
        records.send(
            user,
            "POST",
            "",
            TwoRecords.bundle("transaction", TwoRecords.entry("POST", type, body)));
    assertThat(inBundle.statusCode()).as(inBundle.body()).isEqualTo(403);
    String id = "x-" + UUID.randomUUID();
    assertThat(records.send(user, "PUT", type + "/" + id, body).statusCode()).isIn(400, 403);
  }
}
