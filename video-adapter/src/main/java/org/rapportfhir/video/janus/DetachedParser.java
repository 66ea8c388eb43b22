package org.rapportfhir.video.janus;

import java.util.List;
import org.rapportfhir.video.RoomEvent;

/**
 * The core says that a handle is gone. The plugin says nothing of people when their room is closed,
 * so this is how they are known to have left then.
 */
final class DetachedParser implements EventParser {
  private final EventMemory memory;

  DetachedParser(EventMemory memory) {
    this.memory = memory;
  }

  @Override
  public List<RoomEvent> parse(JanusEvent event) {
    if (!"detached".equals(event.body().path("name").asText())) {
      return List.of();
    }
    return event.sender().stream()
        .filter(id -> memory.leftBy(id.person(), event.handle()))
        .<RoomEvent>map(id -> new RoomEvent.Left(id.room(), id.who(), event.at()))
        .toList();
  }
}
