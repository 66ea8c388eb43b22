package org.rapportfhir.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * Speaks JSON over HTTP/1.1 with one target, keeping connections open. Safe for many workers at
 * once.
 */
final class FhirClient {
  private static final String JSON = "application/fhir+json";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final Target target;
  private final TokenSource tokens;
  private volatile Optional<String> token = Optional.empty();

  FhirClient(Target target, TokenSource tokens) {
    this.target = target;
    this.tokens = tokens;
  }

  Target target() {
    return target;
  }

  /** Gets a new token, so that none runs out in the middle of a turn. */
  void renewToken() {
    token = tokens.fresh();
  }

  /**
   * Sends and waits for the whole answer, whatever its status.
   *
   * @throws IOException if there is no answer
   */
  FhirAnswer send(FhirRequest request) throws IOException, InterruptedException {
    var response = http.send(httpRequest(request), BodyHandlers.ofByteArray());
    return new FhirAnswer(response.statusCode(), response.body());
  }

  private HttpRequest httpRequest(FhirRequest request) {
    HttpRequest.Builder http =
        HttpRequest.newBuilder(URI.create(target.base() + request.path()))
            .timeout(ANSWER_TIMEOUT)
            .header("Accept", JSON)
            .method(request.method(), publisher(request));
    token.ifPresent(bearer -> http.header("Authorization", "Bearer " + bearer));
    if (request.body().isPresent()) {
      // Said aloud because servers differ in what they send back unasked.
      http.header("Content-Type", JSON).header("Prefer", "return=representation");
    }
    if (!request.caching()) {
      http.header("Cache-Control", "no-cache");
    }
    return http.build();
  }

  private static BodyPublisher publisher(FhirRequest request) {
    return request.body().map(BodyPublishers::ofByteArray).orElse(BodyPublishers.noBody());
  }
}
