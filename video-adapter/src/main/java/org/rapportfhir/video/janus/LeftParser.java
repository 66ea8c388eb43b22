package org.rapportfhir.video.janus;

import java.util.List;
import java.util.Set;
import org.rapportfhir.video.RoomEvent;

/** The plugin says that somebody left or was kicked. These events carry no handle. */
final class LeftParser implements EventParser {
  private static final Set<String> ENDINGS = Set.of("leaving", "kicked");

  private final EventMemory memory;

  LeftParser(EventMemory memory) {
    this.memory = memory;
  }

  @Override
  public List<RoomEvent> parse(JanusEvent event) {
    if (!ENDINGS.contains(event.pluginData().path("event").asText())) {
      return List.of();
    }
    return event.person().stream()
        .peek(memory::left)
        .<RoomEvent>map(p -> new RoomEvent.Left(p.room(), p.who(), event.at()))
        .toList();
  }
}
