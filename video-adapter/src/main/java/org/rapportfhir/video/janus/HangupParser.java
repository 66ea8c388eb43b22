package org.rapportfhir.video.janus;

import java.util.ArrayList;
import java.util.List;
import org.rapportfhir.video.RoomEvent;

/**
 * The core says that a PeerConnection is down. "ICE failed" is final: Janus says so only after it
 * has waited for the connection to recover.
 */
final class HangupParser implements EventParser {
  private final EventMemory memory;

  HangupParser(EventMemory memory) {
    this.memory = memory;
  }

  @Override
  public List<RoomEvent> parse(JanusEvent event) {
    if (!"hangup".equals(event.body().path("connection").asText())) {
      return List.of();
    }
    List<RoomEvent> events = new ArrayList<>();
    event.sender().ifPresent(id -> addStopped(id, event, events));
    if ("ICE failed".equals(event.body().path("reason").asText())) {
      event
          .owner()
          .map(id -> new RoomEvent.IceFailed(id.room(), id.who(), event.at()))
          .ifPresent(events::add);
    }
    return events;
  }

  private void addStopped(OpaqueId id, JanusEvent event, List<RoomEvent> events) {
    memory
        .stoppedAll(id.person(), event.handle())
        .forEach(
            kind ->
                events.add(new RoomEvent.MediaFlow(id.room(), id.who(), kind, false, event.at())));
  }
}
