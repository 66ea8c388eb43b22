package org.rapportfhir.video.janus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rapportfhir.video.MediaKind;
import org.rapportfhir.video.ParticipantId;
import org.rapportfhir.video.RoomEvent;
import org.rapportfhir.video.RoomEvent.IceFailed;
import org.rapportfhir.video.RoomEvent.Joined;
import org.rapportfhir.video.RoomEvent.Left;
import org.rapportfhir.video.RoomEvent.MediaFlow;
import org.rapportfhir.video.RoomEvent.SlowLink;
import org.rapportfhir.video.RoomId;
import org.rapportfhir.video.RoomListener;

/** Bodies as Janus 1.1.2 posts them. */
class JanusEventIntakeTest {
  private static final RoomId ROOM = new RoomId("a6dc26b4-ead9-4c7f-a0ee-428d7ac92a01");
  private static final ParticipantId WHO =
      new ParticipantId("a25c6913-ae5c-4618-8c1f-84ab847bd287");
  private static final Instant AT = Instant.parse("2026-11-24T16:25:46.536807Z");

  private final RoomListeners listeners = new RoomListeners(Runnable::run);
  private final JanusEventIntake intake = new JanusEventIntake(listeners);

  @Test
  void joiningIsToldWithJanussOwnTime() {
    assertThat(read(joined(1))).containsExactly(new Joined(ROOM, WHO, AT));
  }

  @Test
  void leavingIsToldOnceThoughJanusSaysItTwice() {
    read(joined(1));
    assertThat(read(plugin("leaving") + "," + handle("detached", 1)))
        .containsExactly(new Left(ROOM, WHO, AT));
  }

  @Test
  void kickedIsLeftToo() {
    assertThat(read(plugin("kicked"))).containsExactly(new Left(ROOM, WHO, AT));
  }

  @Test
  void whenARoomIsClosedTheLostHandleTellsWhoLeft() {
    read(joined(1));
    assertThat(read(handle("detached", 1))).containsExactly(new Left(ROOM, WHO, AT));
  }

  @Test
  void theHandleOfAConnectionThatWasReplacedTellsNothing() {
    read(joined(1));
    read(plugin("kicked") + "," + joined(2));
    assertThat(read(handle("detached", 1))).isEmpty();
    assertThat(read(handle("detached", 2))).containsExactly(new Left(ROOM, WHO, AT));
  }

  @Test
  void mediaFlowsAndStops() {
    assertThat(read(media("send", "video", true, "")))
        .containsExactly(new MediaFlow(ROOM, WHO, MediaKind.VIDEO, true, AT));
    assertThat(read(media("send", "video", false, "")))
        .containsExactly(new MediaFlow(ROOM, WHO, MediaKind.VIDEO, false, AT));
  }

  @Test
  void aSimulcastLayerThatPausesIsNoCameraThatIsOff() {
    assertThat(read(media("send", "video", true, ",\"substream\":0"))).hasSize(1);
    assertThat(read(media("send", "video", true, ",\"substream\":1"))).isEmpty();
    assertThat(read(media("send", "video", false, ",\"substream\":1"))).isEmpty();
    assertThat(read(media("send", "video", false, ",\"substream\":0"))).hasSize(1);
  }

  @Test
  void aStopIsBelievedThoughItsBeginningWasNotSeen() {
    assertThat(read(media("send", "audio", false, "")))
        .containsExactly(new MediaFlow(ROOM, WHO, MediaKind.AUDIO, false, AT));
  }

  @Test
  void mediaOfTheReceivingLegIsNothingThatThePersonSends() {
    assertThat(read(media("receive", "video", true, ""))).isEmpty();
  }

  @Test
  void aHangupStopsWhatFlowed() {
    read(media("send", "video", true, "") + "," + media("send", "audio", true, ""));
    assertThat(read(webrtc("{\"connection\":\"hangup\",\"reason\":\"DTLS alert\"}")))
        .containsExactlyInAnyOrder(
            new MediaFlow(ROOM, WHO, MediaKind.VIDEO, false, AT),
            new MediaFlow(ROOM, WHO, MediaKind.AUDIO, false, AT));
  }

  @Test
  void iceFailureIsTold() {
    assertThat(read(webrtc("{\"connection\":\"hangup\",\"reason\":\"ICE failed\"}")))
        .containsExactly(new IceFailed(ROOM, WHO, AT));
    assertThat(read(webrtc("{\"ice\":\"failed\",\"stream_id\":1,\"component_id\":1}"))).isEmpty();
  }

  @Test
  void lossToThePersonCountsAsLossFromThePerson() {
    String slow =
        "{\"mid\":\"1\",\"media\":\"video\",\"slow_link\":\"downlink\",\"lost_lastsec\":23}";
    assertThat(read(core(32, "receive", 1, slow))).containsExactly(new SlowLink(ROOM, WHO, AT));
    assertThat(read(core(32, "send", 1, slow))).containsExactly(new SlowLink(ROOM, WHO, AT));
  }

  @Test
  void othersHandlesAndUnknownEventsArePassedOver() {
    String management =
        event(64, 5, "rapport/management")
            + "\"event\":{\"plugin\":\"janus.plugin.videoroom\","
            + "\"data\":{\"event\":\"created\",\"room\":\"x\"}}}";
    String unknown = event(4096, 5, "x") + "\"event\":{\"new\":\"thing\"}}";
    assertThat(read(management + "," + unknown + "," + joined(1))).hasSize(1);
  }

  @Test
  void aSingleEventNeedsNoList() {
    assertThat(intake.read(joined(1).getBytes(StandardCharsets.UTF_8))).hasSize(1);
  }

  @Test
  void listenersHearTheBatchInOrderBeforeAcceptReturns() {
    List<RoomEvent> heard = new ArrayList<>();
    listeners.add(heard::add);
    listeners.add(
        new RoomListener() {
          @Override
          public void on(RoomEvent event) {
            throw new IllegalStateException("a listener that breaks its promise");
          }
        });
    intake.accept(list(joined(1) + "," + plugin("leaving")));
    assertThat(heard).containsExactly(new Joined(ROOM, WHO, AT), new Left(ROOM, WHO, AT));
  }

  @Test
  void whatIsNoBatchOfEventsIsRefusedWhole() {
    List<RoomEvent> heard = new ArrayList<>();
    listeners.add(heard::add);
    for (String body : List.of("", "x", "[", "1", "[1]", "[{}]", "{\"type\":2}", "[] []")) {
      assertThatThrownBy(() -> intake.accept(body.getBytes(StandardCharsets.UTF_8)))
          .as(body)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> intake.accept(list(joined(1) + ",{}")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(heard).isEmpty();
  }

  @Test
  void aBodyThatIsTooLongIsRefusedUnread() {
    byte[] body = new byte[JanusEventIntake.MOST_BYTES + 1];
    assertThatThrownBy(() -> intake.accept(body)).hasMessageContaining("longer");
  }

  private List<RoomEvent> read(String events) {
    return intake.read(list(events));
  }

  private static byte[] list(String events) {
    return ("[" + events + "]").getBytes(StandardCharsets.UTF_8);
  }

  private static String joined(long handle) {
    return core(
        64,
        "send",
        handle,
        "{\"plugin\":\"janus.plugin.videoroom\",\"data\":{\"event\":\"joined\",\"room\":\""
            + ROOM
            + "\",\"id\":\""
            + WHO
            + "\",\"private_id\":1146478984,\"token\":\"t\"}}");
  }

  private static String plugin(String event) {
    return "{\"emitter\":\"rapport\",\"type\":64,\"timestamp\":1795537546536807,"
        + "\"event\":{\"plugin\":\"janus.plugin.videoroom\",\"data\":{\"event\":\""
        + event
        + "\",\"room\":\""
        + ROOM
        + "\",\"id\":\""
        + WHO
        + "\"}}}";
  }

  private static String handle(String name, long handle) {
    return core(
        2, "send", handle, "{\"name\":\"" + name + "\",\"plugin\":\"janus.plugin.videoroom\"}");
  }

  private static String media(String leg, String media, boolean receiving, String more) {
    String body = "{\"media\":\"%s\",\"mid\":\"%s\",\"receiving\":%s%s}";
    return core(32, leg, 1, body.formatted(media, media.equals("audio") ? 0 : 1, receiving, more));
  }

  private static String webrtc(String body) {
    return core(16, "send", 1, body);
  }

  private static String core(int type, String leg, long handle, String body) {
    return event(type, handle, ROOM + "/" + WHO + "/" + leg) + "\"event\":" + body + "}";
  }

  private static String event(int type, long handle, String opaqueId) {
    return "{\"emitter\":\"rapport\",\"type\":%d,\"timestamp\":1795537546536807,\"session_id\":9,\"handle_id\":%d,\"opaque_id\":\"%s\","
        .formatted(type, handle, opaqueId);
  }
}
