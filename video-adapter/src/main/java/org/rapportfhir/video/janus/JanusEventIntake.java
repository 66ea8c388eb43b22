package org.rapportfhir.video.janus;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rapportfhir.video.RoomEvent;

/**
 * Takes what Janus's {@code sampleevh} event handler posts, and tells the room listeners.
 *
 * <p>The handler posts one body at a time and waits for the answer, so the order is Janus's. {@link
 * #accept} returns when the listeners have heard the events, which also slows Janus down to what
 * they can take. The caller must have checked the handler's credentials.
 */
public final class JanusEventIntake {
  /** A batch of Janus's events has some hundred bytes for each; more than this is not one. */
  public static final int MOST_BYTES = 1 << 20;

  /** The handler itself gives up after ten seconds. */
  private static final Duration LIMIT = Duration.ofSeconds(8);

  private final RoomListeners listeners;
  private final EventReader reader = new EventReader();

  JanusEventIntake(RoomListeners listeners) {
    this.listeners = listeners;
  }

  /**
   * Takes one posted body, which the caller closes.
   *
   * @throws IllegalArgumentException when it is no batch of Janus's events, or too long; nothing of
   *     it is told then
   * @throws org.rapportfhir.video.VideoUnavailableException when the listeners don't return in time
   */
  public void accept(InputStream body) throws IOException {
    accept(body.readNBytes(MOST_BYTES + 1));
  }

  /**
   * Takes one posted body.
   *
   * @see #accept(InputStream)
   */
  public void accept(byte[] body) {
    List<RoomEvent> events = read(body);
    if (!events.isEmpty()) {
      JanusHttp.await("events", listeners.tell(events), LIMIT);
    }
  }

  /** Janus is gone: what was known of its handles no longer holds. */
  void forget() {
    reader.forget();
  }

  /** What the body says of rooms, in order. */
  List<RoomEvent> read(byte[] body) {
    JsonNode batch = parse(body);
    List<RoomEvent> events = new ArrayList<>();
    if (batch.isArray()) {
      batch.forEach(JanusEventIntake::requireEvent);
      batch.forEach(event -> events.addAll(reader.read(event)));
    } else {
      requireEvent(batch);
      events.addAll(reader.read(batch));
    }
    return events;
  }

  private static JsonNode parse(byte[] body) {
    if (body.length > MOST_BYTES) {
      throw new IllegalArgumentException("The body is longer than " + MOST_BYTES + " bytes");
    }
    try {
      return Json.STRICT.readTree(body);
    } catch (IOException e) {
      throw new IllegalArgumentException("The body is not JSON", e);
    }
  }

  private static void requireEvent(JsonNode event) {
    if (!event.isObject() || !event.path("type").isInt()) {
      throw new IllegalArgumentException("The body is no event of Janus's, nor a list of them");
    }
    if (!event.path("timestamp").canConvertToLong()) {
      throw new IllegalArgumentException("An event has no timestamp");
    }
  }
}
