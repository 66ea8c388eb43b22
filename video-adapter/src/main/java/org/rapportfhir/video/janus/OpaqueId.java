package org.rapportfhir.video.janus;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.video.MediaConnection.Leg;
import org.rapportfhir.video.ParticipantId;
import org.rapportfhir.video.RoomId;

/**
 * The name that the adapter gives a handle when it attaches it. Janus puts it into every event of
 * that handle, so an event can be understood by any node, with nothing remembered.
 */
record OpaqueId(RoomId room, ParticipantId who, Leg leg) {

  /** Empty when the text is not one of ours. */
  static Optional<OpaqueId> parse(@Nullable String text) {
    String[] parts = text == null ? new String[0] : text.split("/", 4);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      RoomId room = new RoomId(parts[0]);
      return Optional.of(new OpaqueId(room, new ParticipantId(parts[1]), leg(parts[2])));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  JanusEvent.Person person() {
    return new JanusEvent.Person(room, who);
  }

  String format() {
    return room + "/" + who + "/" + (leg == Leg.SEND ? "send" : "receive");
  }

  private static Leg leg(String text) {
    return switch (text) {
      case "send" -> Leg.SEND;
      case "receive" -> Leg.RECEIVE;
      default -> throw new IllegalArgumentException("No leg is called so");
    };
  }
}
