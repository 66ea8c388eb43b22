package org.rapportfhir.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerCheckTest {
  private static final String FOUND =
      """
      {"resourceType":"Bundle","type":"searchset","link":[{"relation":"self","url":"x"}],"entry":[
        {"fullUrl":"a","resource":{"resourceType":"Encounter","type":[{"text":"search"}]},
         "search":{"mode":"match"}},
        {"resource":{"resourceType":"Patient","entry":{}},"search":{"mode":"include","score":1}}]}
      """;

  private static Optional<String> problem(AnswerCheck check, String body) throws IOException {
    return check.problem(new FhirAnswer(200, body.getBytes(UTF_8)));
  }

  @Test
  void searchCountsMatchesAndIncludesApart() throws IOException {
    assertThat(problem(AnswerCheck.search(1, 1), FOUND)).isEmpty();
    assertThat(problem(AnswerCheck.search(2, 1), FOUND)).isPresent();
    assertThat(problem(AnswerCheck.search(1, 2), FOUND)).isPresent();
  }

  @Test
  void anEmptySearchResultIsWrong() throws IOException {
    String empty = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":0}";

    assertThat(problem(AnswerCheck.search(1, 0), empty)).isPresent();
  }

  @Test
  void anotherResourceThanAskedForIsWrong() throws IOException {
    String patient = "{\"meta\":{\"id\":\"no\"},\"id\":\"7\",\"resourceType\":\"Patient\"}";

    assertThat(problem(AnswerCheck.resource("Patient", "7"), patient)).isEmpty();
    assertThat(problem(AnswerCheck.resource("Patient", "8"), patient)).isPresent();
    assertThat(problem(AnswerCheck.resource("Encounter"), patient)).isPresent();
  }

  @Test
  void aTransactionIsRightIfEachEntryWasCreated() throws IOException {
    String done =
        """
        {"resourceType":"Bundle","type":"transaction-response","entry":[
          {"response":{"status":"201 Created","location":"Patient/12/_history/1",
                       "outcome":{"resourceType":"OperationOutcome"}}},
          {"response":{"status":"200 OK","location":"http://h/fhir/Patient/13/_history/2"}}]}
        """;

    assertThat(problem(AnswerCheck.transaction(2), done)).isPresent();
    assertThat(problem(AnswerCheck.transaction(2), done.replace("200 OK", "201"))).isEmpty();
    assertThat(BundleSummary.of(done.getBytes(UTF_8)).responses())
        .extracting(BundleSummary.Response::id)
        .containsExactly("12", "13");
  }

  @Test
  void anErrorPageIsNoBundle() throws IOException {
    assertThat(problem(AnswerCheck.search(0, 0), "{\"resourceType\":\"OperationOutcome\"}"))
        .isPresent();
  }
}
