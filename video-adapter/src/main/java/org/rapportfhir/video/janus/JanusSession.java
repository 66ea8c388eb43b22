package org.rapportfhir.video.janus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.video.IceCandidate;
import org.rapportfhir.video.VideoUnavailableException;

/**
 * One session with Janus, its handles, and the answers that it waits for. It lives until Janus or
 * the way there fails; then everything that waits fails with it, and it never comes back.
 */
final class JanusSession {
  private static final String VIDEOROOM = "janus.plugin.videoroom";
  private static final Duration POLL_LIMIT = Duration.ofSeconds(45);

  private final JanusHttp http;
  private final long id;
  private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
  private final Map<Long, Consumer<JsonNode>> handles = new ConcurrentHashMap<>();
  private volatile @Nullable CompletableFuture<HttpResponse<byte[]>> polling;
  private volatile boolean over;

  private JanusSession(JanusHttp http, long id) {
    this.http = http;
    this.id = id;
  }

  static JanusSession create(JanusHttp http) {
    JsonNode answer = http.api("", message("create", transaction()));
    return new JanusSession(http, answer.path("data").path("id").asLong());
  }

  long id() {
    return id;
  }

  /**
   * Makes a handle on the videoroom plugin.
   *
   * @param opaqueId what Janus's events shall carry for it
   * @param events hears what Janus says about it, on the polling thread: must not block
   */
  long attach(String opaqueId, Consumer<JsonNode> events) {
    ObjectNode message = message("attach", transaction());
    message.put("plugin", VIDEOROOM).put("opaque_id", opaqueId);
    long handle = post("", message).path("data").path("id").asLong();
    handles.put(handle, events);
    return handle;
  }

  /** Ends the handle, its PeerConnection and its membership. Does nothing when it is gone. */
  void detach(long handle) {
    handles.remove(handle);
    try {
      post("/" + handle, message("detach", transaction()));
    } catch (JanusException e) {
      if (e.code() != JanusErrors.NO_SUCH_HANDLE) {
        throw e;
      }
    }
  }

  /**
   * Asks the plugin something and waits for its answer, which Janus gives at once or, for what
   * concerns media, later as an event.
   */
  Answer ask(long handle, ObjectNode body, @Nullable ObjectNode jsep) {
    String name = body.path("request").asText();
    String transaction = transaction();
    ObjectNode message = message("message", transaction);
    message.set("body", body);
    if (jsep != null) {
      message.set("jsep", jsep);
    }
    CompletableFuture<JsonNode> later = new CompletableFuture<>();
    awaited.put(transaction, later);
    try {
      JsonNode answer = post("/" + handle, message);
      boolean acknowledged = "ack".equals(answer.path("janus").asText());
      return Answer.of(
          name, acknowledged ? JanusHttp.await(name, later, http.requestTimeout()) : answer);
    } finally {
      awaited.remove(transaction);
    }
  }

  /** Hands on one candidate of the browser's, or that there are no more. */
  void trickle(long handle, @Nullable IceCandidate candidate) {
    ObjectNode message = message("trickle", transaction());
    ObjectNode body = message.putObject("candidate");
    if (candidate == null) {
      body.put("completed", true);
    } else {
      body.put("candidate", candidate.candidate());
      body.put("sdpMid", candidate.sdpMid());
      body.put("sdpMLineIndex", candidate.sdpMLineIndex());
    }
    post("/" + handle, message);
  }

  void keepAlive() {
    post("", message("keepalive", transaction()));
  }

  /** Waits for Janus's next events and hands them out; returns when some 30 s brought none. */
  void pollOnce() {
    CompletableFuture<HttpResponse<byte[]>> poll = http.poll(id);
    polling = poll;
    if (over) {
      poll.cancel(true);
    }
    JsonNode events = JanusHttp.parsed("poll", JanusHttp.await("poll", poll, POLL_LIMIT));
    if (events.isArray()) {
      events.forEach(this::handOut);
    } else {
      handOut(events);
    }
  }

  /** Tells Janus goodbye; it frees handles and memberships at once. */
  void destroy() {
    try {
      post("", message("destroy", transaction()));
    } finally {
      abandon();
    }
  }

  /** Gives up: whoever waits is told that the server is gone. */
  void abandon() {
    over = true;
    VideoUnavailableException gone = new VideoUnavailableException("The media server went away");
    awaited.values().forEach(waiting -> waiting.completeExceptionally(gone));
    handles.clear();
    CompletableFuture<HttpResponse<byte[]>> poll = polling;
    if (poll != null) {
      poll.cancel(true);
    }
  }

  boolean isOver() {
    return over;
  }

  private void handOut(JsonNode event) {
    if ("timeout".equals(event.path("janus").asText())) {
      throw new VideoUnavailableException("The media server dropped the session");
    }
    CompletableFuture<JsonNode> waiting = awaited.get(event.path("transaction").asText());
    if (waiting != null) {
      waiting.complete(event);
      return;
    }
    Consumer<JsonNode> handle = handles.get(event.path("sender").asLong());
    if (handle != null) {
      handle.accept(event);
    }
  }

  private JsonNode post(String path, ObjectNode message) {
    if (over) {
      throw new VideoUnavailableException("The media server went away");
    }
    try {
      return http.api("/" + id + path, message);
    } catch (JanusException e) {
      if (e.code() != JanusErrors.NO_SUCH_SESSION) {
        throw e;
      }
      abandon();
      throw new VideoUnavailableException("The media server no longer knows the session", e);
    }
  }

  private static String transaction() {
    return UUID.randomUUID().toString();
  }

  private static ObjectNode message(String name, String transaction) {
    return Json.object().put("janus", name).put("transaction", transaction);
  }
}
