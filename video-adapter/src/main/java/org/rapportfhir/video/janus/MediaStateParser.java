package org.rapportfhir.video.janus;

import java.util.List;
import org.rapportfhir.video.MediaKind;
import org.rapportfhir.video.RoomEvent;

/** The core says that packets of one line, or one simulcast layer of it, began or stopped. */
final class MediaStateParser implements EventParser {
  private final EventMemory memory;

  MediaStateParser(EventMemory memory) {
    this.memory = memory;
  }

  @Override
  public List<RoomEvent> parse(JanusEvent event) {
    if (!event.body().path("receiving").isBoolean()) {
      return List.of();
    }
    boolean flowing = event.body().path("receiving").booleanValue();
    boolean audio = "audio".equals(event.body().path("media").asText());
    MediaKind kind = audio ? MediaKind.AUDIO : MediaKind.VIDEO;
    EventMemory.Layer layer =
        new EventMemory.Layer(
            event.body().path("mid").asText(), event.body().path("substream").asInt());
    return event.sender().stream()
        .filter(id -> isChange(flowing, id, event.handle(), kind, layer))
        .<RoomEvent>map(
            id -> new RoomEvent.MediaFlow(id.room(), id.who(), kind, flowing, event.at()))
        .toList();
  }

  private boolean isChange(
      boolean flowing, OpaqueId id, long handle, MediaKind kind, EventMemory.Layer layer) {
    return flowing
        ? memory.began(id.person(), handle, kind, layer)
        : memory.stopped(id.person(), handle, kind, layer);
  }
}
