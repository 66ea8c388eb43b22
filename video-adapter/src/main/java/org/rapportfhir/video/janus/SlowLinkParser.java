package org.rapportfhir.video.janus;

import java.util.List;
import org.rapportfhir.video.RoomEvent;

/** The core says that packets were lost: from the person on one leg, to the person on the other. */
final class SlowLinkParser implements EventParser {

  @Override
  public List<RoomEvent> parse(JanusEvent event) {
    if (!event.body().path("slow_link").isTextual()) {
      return List.of();
    }
    return event.owner().stream()
        .<RoomEvent>map(id -> new RoomEvent.SlowLink(id.room(), id.who(), event.at()))
        .toList();
  }
}
