package org.rapportfhir.bench;

import java.util.Optional;

/**
 * One request of a scenario, and what its answer must be.
 *
 * @param method HTTP method
 * @param path below the FHIR base, with the query, percent-encoded
 * @param body the resource sent, if any
 * @param caching false asks the server not to answer from a cache
 * @param check finds what is wrong with a 2xx answer
 */
record FhirRequest(
    String method, String path, Optional<byte[]> body, boolean caching, AnswerCheck check) {

  static FhirRequest get(String path, AnswerCheck check) {
    return new FhirRequest("GET", path, Optional.empty(), true, check);
  }

  static FhirRequest send(String method, String path, byte[] body, AnswerCheck check) {
    return new FhirRequest(method, path, Optional.of(body), true, check);
  }

  FhirRequest uncached() {
    return new FhirRequest(method, path, body, false, check);
  }
}
