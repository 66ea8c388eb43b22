package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapportfhir.server.smart.TwoRecords.bundle;
import static org.rapportfhir.server.smart.TwoRecords.entry;
import static org.rapportfhir.server.smart.TwoRecords.observation;

import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bundle that is refused has stored nothing, whatever it was refused for. */
class WrittenByBundleIT {

  private final TwoRecords records = new TwoRecords();

  @ParameterizedTest
  @CsvSource({
    "system/Observation.u, 403",
    "system/Observation.us, 200",
    "system/Observation.ru, 200",
    "system/Observation.us patient/Observation.r, 200",
    "patient/Observation.u, 403"
  })
  void isStoredIfItsAnswerMayBeShown(String scope, int status) {
    String path = "Observation/" + (scope.startsWith("patient") ? records.mine : records.other);
    String who = path.substring(path.indexOf('/') + 1);
    String body = observation(who, "Patient/" + who).replace("final", "amended");
    HttpResponse<String> answer =
        records.send(
            records.token(scope),
            "POST",
            "",
            bundle("transaction", entry("PUT", path, body)),
            "Prefer",
            "return=representation");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(records.stored(path).at("/status").asText())
        .isEqualTo(status == 200 ? "amended" : "final");
  }
}
