package org.rapportfhir.video.janus;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.video.IceCandidate;
import org.rapportfhir.video.MediaConnection.Leg;

/** Reads what Janus says about one handle, and tells the connection. Runs on its lane. */
final class HandleEvents {
  private final Leg leg;
  private final JanusConnection connection;

  HandleEvents(Leg leg, JanusConnection connection) {
    this.leg = leg;
    this.connection = connection;
  }

  void accept(JsonNode event) {
    switch (event.path("janus").asText()) {
      case "webrtcup" -> connection.tell(listener -> listener.connected(leg));
      case "slowlink" -> slowLink(event.path("lost").asInt());
      case "hangup" -> hungUp(event.path("reason").asText());
      case "detached" -> connection.networkFailed();
      case "trickle" -> candidate(event.path("candidate"));
      case "event" -> plugin(event);
      default -> {
        // "media" comes as a room event instead; others say nothing that a browser needs
      }
    }
  }

  private void slowLink(int lost) {
    connection.tell(listener -> listener.slowLink(leg, lost));
  }

  /** "Close PC" is the plugin's doing, which tells why in an event of its own. */
  private void hungUp(String reason) {
    if (!"Close PC".equals(reason)) {
      connection.networkFailed();
    }
  }

  private void candidate(JsonNode candidate) {
    if (candidate.path("candidate").isTextual()) {
      IceCandidate ice =
          new IceCandidate(
              candidate.path("candidate").asText(),
              textOrNull(candidate.path("sdpMid")),
              candidate.path("sdpMLineIndex").isInt()
                  ? candidate.path("sdpMLineIndex").intValue()
                  : null);
      connection.tell(listener -> listener.candidate(leg, ice));
    }
  }

  private void plugin(JsonNode event) {
    Answer news = Answer.of("event", event);
    JsonNode data = news.data();
    if ("destroyed".equals(data.path("videoroom").asText())) {
      connection.roomClosed();
    } else if ("kicked".equals(data.path("reason").asText())) {
      connection.kicked();
    } else if (news.sdp() != null) {
      connection.receiving().offered(news);
    } else {
      connection.receiving().roomChanged(data);
    }
  }

  private static @Nullable String textOrNull(JsonNode node) {
    return node.isTextual() ? node.textValue() : null;
  }
}
