package org.rapportfhir.video.janus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.rapportfhir.video.MediaConnection.Leg;
import org.rapportfhir.video.ParticipantId;
import org.rapportfhir.video.RoomId;
import org.rapportfhir.video.RoomStats;
import org.rapportfhir.video.RoomStats.Received;

/**
 * Reads from Janus's admin API how much media came from each person. Connections of this node are
 * asked for directly; only when somebody is connected through another node are that one's sessions
 * walked too.
 */
final class TrafficReader {
  private final JanusHttp http;

  TrafficReader(JanusHttp http) {
    this.http = http;
  }

  RoomStats read(
      RoomId room, List<ParticipantId> present, Connections connections, JanusSession session) {
    Map<ParticipantId, Received> received = new HashMap<>();
    Set<ParticipantId> elsewhere = new HashSet<>(present);
    for (JanusConnection connection : connections.in(room)) {
      Long handle = connection.sendHandle();
      if (handle != null && connection.isOn(session) && elsewhere.remove(connection.who())) {
        received.put(connection.who(), received(info(session.id(), handle)));
      }
    }
    if (!elsewhere.isEmpty()) {
      readOtherSessions(room, elsewhere, session, received);
    }
    return new RoomStats(room, received);
  }

  private void readOtherSessions(
      RoomId room,
      Set<ParticipantId> wanted,
      JanusSession own,
      Map<ParticipantId, Received> received) {
    for (long session : numbers(ask("", "list_sessions").path("sessions"))) {
      if (session == own.id()) {
        continue;
      }
      for (long handle : numbers(ask("/" + session, "list_handles").path("handles"))) {
        JsonNode info = info(session, handle);
        OpaqueId.parse(info.path("opaque_id").asText())
            .filter(id -> id.room().equals(room) && id.leg() == Leg.SEND)
            .filter(id -> wanted.contains(id.who()))
            .ifPresent(id -> received.put(id.who(), received(info)));
      }
    }
  }

  private JsonNode info(long session, long handle) {
    return ask("/" + session + "/" + handle, "handle_info").path("info");
  }

  /** What ended since it was listed has had no traffic worth a failure. */
  private JsonNode ask(String path, String request) {
    ObjectNode message = Json.object().put("janus", request);
    message.put("transaction", UUID.randomUUID().toString());
    try {
      return http.admin(path, message);
    } catch (JanusException e) {
      if (e.code() == JanusErrors.NO_SUCH_SESSION || e.code() == JanusErrors.NO_SUCH_HANDLE) {
        return Json.object();
      }
      throw e;
    }
  }

  /** The sum over all lines, and for simulcast over all layers. */
  static Received received(JsonNode info) {
    long audio = 0;
    long video = 0;
    for (JsonNode line : info.path("webrtc").path("media")) {
      JsonNode in = line.path("stats").path("in");
      if ("audio".equals(line.path("type").asText())) {
        audio += in.path("bytes").asLong();
      } else if ("video".equals(line.path("type").asText())) {
        video += in.path("bytes").asLong();
        video += in.path("video-simulcast-1").path("bytes").asLong();
        video += in.path("video-simulcast-2").path("bytes").asLong();
      }
    }
    return new Received(audio, video);
  }

  private static List<Long> numbers(JsonNode array) {
    List<Long> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.asLong()));
    return numbers;
  }
}
