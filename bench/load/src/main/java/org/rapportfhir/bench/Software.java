package org.rapportfhir.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** What a target says it is, in its CapabilityStatement. */
record Software(String name, String version) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Asks the target.
   *
   * @throws BenchFailure if it doesn't answer as a FHIR server does
   */
  static Software of(FhirClient client) throws InterruptedException {
    try {
      FhirAnswer answer =
          client.send(FhirRequest.get("/metadata", AnswerCheck.resource("CapabilityStatement")));
      JsonNode statement = JSON.readTree(answer.body());
      if (answer.successful()
          && statement.path("resourceType").asText().equals("CapabilityStatement")) {
        JsonNode software = statement.path("software");
        return new Software(
            software.path("name").asText("unknown"), software.path("version").asText(""));
      }
      throw new BenchFailure(
          client.target().base() + "/metadata is no CapabilityStatement: " + answer.excerpt());
    } catch (IOException e) {
      throw new BenchFailure(client.target().base() + " doesn't answer: " + e);
    }
  }

  @Override
  public String toString() {
    return (name + ' ' + version).strip();
  }
}
