package org.rapportfhir.video.janus;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.rapportfhir.video.MediaConnection.Leg;
import org.rapportfhir.video.ParticipantId;
import org.rapportfhir.video.RoomId;

/** One event as Janus sends it. */
record JanusEvent(JsonNode json) {

  /** Janus counts microseconds since the epoch here (its other times are monotonic). */
  Instant at() {
    return Instant.EPOCH.plus(json.path("timestamp").asLong(), ChronoUnit.MICROS);
  }

  long handle() {
    return json.path("handle_id").asLong();
  }

  JsonNode body() {
    return json.path("event");
  }

  /** The plugin's own part. */
  JsonNode pluginData() {
    return body().path("data");
  }

  /** Whose handle it is; empty for handles that are not a person's leg. */
  Optional<OpaqueId> owner() {
    return OpaqueId.parse(json.path("opaque_id").textValue());
  }

  /** Whose sending leg it is. */
  Optional<OpaqueId> sender() {
    return owner().filter(id -> id.leg() == Leg.SEND);
  }

  /** Room and person that the plugin names. */
  Optional<Person> person() {
    try {
      RoomId room = new RoomId(pluginData().path("room").asText());
      return Optional.of(new Person(room, new ParticipantId(pluginData().path("id").asText())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** One person in one room. */
  record Person(RoomId room, ParticipantId who) {}
}
