package org.rapportfhir.video.janus;

import java.util.List;
import org.rapportfhir.video.RoomEvent;

/** Understands one kind of Janus's events. */
interface EventParser {

  /** What the event says of a room; empty when it is not this parser's, or says nothing new. */
  List<RoomEvent> parse(JanusEvent event);
}
