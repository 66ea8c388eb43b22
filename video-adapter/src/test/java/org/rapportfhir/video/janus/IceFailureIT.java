package org.rapportfhir.video.janus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.rapportfhir.video.IceCandidate;
import org.rapportfhir.video.MediaConnection;
import org.rapportfhir.video.MediaConnection.Leg;
import org.rapportfhir.video.MediaListener.Reason;
import org.rapportfhir.video.ParticipantId;
import org.rapportfhir.video.RoomEvent;
import org.rapportfhir.video.RoomId;
import org.rapportfhir.video.RoomSpec;

/** A page whose packets never arrive: its only candidate is a port where nobody listens. */
class IceFailureIT {
  private static final String OFFER =
      String.join(
          "\r\n",
          "v=0",
          "o=- 1 1 IN IP4 127.0.0.1",
          "s=-",
          "t=0 0",
          "a=group:BUNDLE 0",
          "m=audio 9 UDP/TLS/RTP/SAVPF 111",
          "c=IN IP4 0.0.0.0",
          "a=ice-ufrag:abcd",
          "a=ice-pwd:abcdefghijklmnopqrstuvwx",
          "a=ice-options:trickle",
          "a=fingerprint:sha-256 " + "AB:".repeat(31) + "AB",
          "a=setup:actpass",
          "a=mid:0",
          "a=sendonly",
          "a=rtcp-mux",
          "a=rtpmap:111 opus/48000/2",
          "");

  @Test
  void iceFailureIsTold() {
    RoomId room = new RoomId(UUID.randomUUID().toString());
    ParticipantId who = new ParticipantId(UUID.randomUUID().toString());
    Recorder heard = new Recorder();
    try (TestJanus janus = new TestJanus();
        JanusVideoRooms rooms = janus.rooms()) {
      rooms.addListener(heard);
      rooms.open(new RoomSpec(room, 2, 0));
      rooms.admit(room, who);
      MediaConnection connection = rooms.connect(room, who, heard);
      assertThat(connection.publish(OFFER)).startsWith("v=0");
      connection.trickle(
          Leg.SEND, new IceCandidate("candidate:1 1 udp 2122194687 127.0.0.1 9 typ host", "0", 0));
      connection.trickle(Leg.SEND, null);

      Await.until("told", Duration.ofSeconds(60), () -> heard.saw(RoomEvent.IceFailed.class));
      Await.until("closed", () -> heard.closed.equals(List.of(Reason.NETWORK)));
      assertThat(heard.events)
          .filteredOn(RoomEvent.IceFailed.class::isInstance)
          .allMatch(event -> event.room().equals(room) && event.who().equals(who))
          .hasSize(1);
      assertThat(rooms.participants(room)).isEmpty();
    }
  }
}
