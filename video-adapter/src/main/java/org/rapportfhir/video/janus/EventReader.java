package org.rapportfhir.video.janus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.rapportfhir.video.RoomEvent;

/** Finds the parser for one event of Janus's; events that say nothing of a room are passed over. */
final class EventReader {
  /** Janus's event types (its {@code events.h}). */
  private static final int HANDLE = 2;

  private static final int WEBRTC = 16;
  private static final int MEDIA = 32;
  private static final int PLUGIN = 64;

  private final EventMemory memory = new EventMemory();
  private final Map<Integer, List<EventParser>> parsers =
      Map.of(
          HANDLE, List.of(new DetachedParser(memory)),
          WEBRTC, List.of(new HangupParser(memory)),
          MEDIA, List.of(new MediaStateParser(memory), new SlowLinkParser()),
          PLUGIN, List.of(new JoinedParser(memory), new LeftParser(memory)));

  List<RoomEvent> read(JsonNode event) {
    return parsers.getOrDefault(event.path("type").intValue(), List.of()).stream()
        .flatMap(parser -> parser.parse(new JanusEvent(event)).stream())
        .toList();
  }

  void forget() {
    memory.clear();
  }
}
