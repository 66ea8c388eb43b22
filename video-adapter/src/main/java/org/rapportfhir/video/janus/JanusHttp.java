package org.rapportfhir.video.janus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.rapportfhir.video.VideoUnavailableException;

/**
 * Janus's two HTTP interfaces, one call each. An answer that says "error" is a {@link
 * JanusException}, no answer at all a {@link VideoUnavailableException}. Messages of both name the
 * request, never a secret or an address.
 */
final class JanusHttp {
  /** Janus answers a long poll after 30 seconds at the latest. */
  private static final Duration POLL_TIMEOUT = Duration.ofSeconds(40);

  private static final int EVENTS_PER_POLL = 10;

  private final JanusSettings settings;
  private final HttpClient client;

  JanusHttp(JanusSettings settings, Executor executor) {
    this.settings = settings;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.requestTimeout())
            .executor(executor)
            .build();
  }

  Duration requestTimeout() {
    return settings.requestTimeout();
  }

  /** Sends one message to the API. Path is empty, "/session" or "/session/handle". */
  JsonNode api(String path, ObjectNode message) {
    message.put("apisecret", settings.apiSecret());
    return post(settings.apiUri() + path, message);
  }

  /** Sends one message to the admin API. */
  JsonNode admin(String path, ObjectNode message) {
    message.put("admin_secret", settings.adminSecret());
    return post(settings.adminUri() + path, message);
  }

  /** Starts to wait for the session's next events; at most some 30 seconds. */
  CompletableFuture<HttpResponse<byte[]>> poll(long session) {
    String secret = URLEncoder.encode(settings.apiSecret(), StandardCharsets.UTF_8);
    String query = "?maxev=" + EVENTS_PER_POLL + "&apisecret=" + secret;
    URI uri = URI.create(settings.apiUri() + "/" + session + query);
    return client.sendAsync(
        HttpRequest.newBuilder(uri).timeout(POLL_TIMEOUT).build(), BodyHandlers.ofByteArray());
  }

  private JsonNode post(String uri, ObjectNode message) {
    String name = message.path("janus").asText();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri))
            .timeout(settings.requestTimeout())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.bytes(message)))
            .build();
    HttpResponse<byte[]> response =
        await(name, client.sendAsync(request, BodyHandlers.ofByteArray()), requestTimeout());
    return checked(name, parsed(name, response));
  }

  /** Waits for a future of any answer of Janus's, and tells every failure in the port's terms. */
  static <T> T await(String name, CompletableFuture<T> answer, Duration limit) {
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VideoUnavailableException("Interrupted while waiting for \"" + name + "\"", e);
    } catch (TimeoutException | CancellationException e) {
      throw new VideoUnavailableException("The media server gave no answer to \"" + name + "\"", e);
    } catch (ExecutionException e) {
      throw unavailable(name, e.getCause() == null ? e : e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  static JsonNode parsed(String name, HttpResponse<byte[]> response) {
    if (response.statusCode() != 200) {
      throw new VideoUnavailableException(
          "The media server answered \"" + name + "\" with HTTP status " + response.statusCode());
    }
    try {
      return Json.MAPPER.readTree(response.body());
    } catch (IOException e) {
      throw new VideoUnavailableException(
          "The media server's answer to \"" + name + "\" is not JSON", e);
    }
  }

  private static RuntimeException unavailable(String name, Throwable cause) {
    if (cause instanceof VideoUnavailableException known) {
      return known;
    }
    if (cause instanceof CancellationException || cause instanceof HttpTimeoutException) {
      return new VideoUnavailableException(
          "The media server gave no answer to \"" + name + "\"", cause);
    }
    String what = cause.getClass().getSimpleName();
    return new VideoUnavailableException(
        "The media server can't be reached for \"" + name + "\" (" + what + ")", cause);
  }

  private static JsonNode checked(String name, JsonNode answer) {
    if (!"error".equals(answer.path("janus").asText())) {
      return answer;
    }
    JsonNode error = answer.path("error");
    throw new JanusException(name, error.path("code").asInt(), error.path("reason").asText());
  }
}
