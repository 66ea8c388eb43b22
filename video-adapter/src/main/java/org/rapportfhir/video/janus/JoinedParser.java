package org.rapportfhir.video.janus;

import java.util.List;
import org.rapportfhir.video.RoomEvent;

/** The plugin says that a publisher, which each person is, joined. */
final class JoinedParser implements EventParser {
  private final EventMemory memory;

  JoinedParser(EventMemory memory) {
    this.memory = memory;
  }

  @Override
  public List<RoomEvent> parse(JanusEvent event) {
    if (!"joined".equals(event.pluginData().path("event").asText())) {
      return List.of();
    }
    return event.person().stream()
        .peek(person -> memory.joined(person, event.handle()))
        .<RoomEvent>map(p -> new RoomEvent.Joined(p.room(), p.who(), event.at()))
        .toList();
  }
}
