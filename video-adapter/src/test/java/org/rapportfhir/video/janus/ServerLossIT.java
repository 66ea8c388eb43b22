package org.rapportfhir.video.janus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapportfhir.video.MediaListener.Reason;
import org.rapportfhir.video.ParticipantId;
import org.rapportfhir.video.RoomId;
import org.rapportfhir.video.RoomSpec;
import org.rapportfhir.video.VideoUnavailableException;

/** The media server dies, hangs, or is not there yet. */
class ServerLossIT {
  private static final Duration PROMISED = Duration.ofSeconds(5);

  private final RoomId room = new RoomId(UUID.randomUUID().toString());
  private final ParticipantId client = new ParticipantId(UUID.randomUUID().toString());
  private final Recorder heard = new Recorder();
  private TestJanus janus;

  @BeforeEach
  void startJanus() {
    janus = new TestJanus();
  }

  @AfterEach
  void stopJanus() {
    janus.close();
  }

  @Test
  void killedJanusIsToldOnceAndRoomsAreMadeAgain() {
    try (JanusVideoRooms rooms = janus.rooms()) {
      rooms.addListener(heard);
      enter(rooms, heard);
      long killed = janus.process().pid();
      // The first connection may be announced to a listener that was added meanwhile.
      int back = heard.back.get() + 1;

      kill("KILL", killed);
      Await.until(
          "lost and back", PROMISED, () -> heard.lost.get() == 1 && heard.back.get() == back);
      assertThat(heard.closed).containsExactly(Reason.SERVER_LOST);
      assertThat(janus.process().pid()).isNotEqualTo(killed);
      assertThat(rooms.health().up()).isTrue();
      assertThat(rooms.participants(room)).isEmpty();

      Recorder again = new Recorder();
      enter(rooms, again);
      assertThat(rooms.participants(room)).containsExactly(client);
      assertThat(again.closed).isEmpty();
      assertThat(heard.lost).hasValue(1);
      assertThat(heard.back).hasValue(back);
    }
  }

  @Test
  void whileJanusIsGoneCallsFailAtOnceAndHealthSaysSo() {
    try (JanusVideoRooms rooms = janus.rooms()) {
      rooms.addListener(heard);
      janus.process().close();
      Await.until("lost", PROMISED, () -> heard.lost.get() == 1);
      int back = heard.back.get();
      assertThat(rooms.health().up()).isFalse();
      long before = System.nanoTime();
      assertThatThrownBy(() -> rooms.open(new RoomSpec(room, 2, 0)))
          .isInstanceOf(VideoUnavailableException.class);
      assertThatThrownBy(() -> rooms.connect(room, client, new Recorder()))
          .isInstanceOf(VideoUnavailableException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
      assertThat(heard.back).hasValue(back);
    }
  }

  @Test
  void aJanusThatHangsIsNoticedByItsMissingHeartbeat() {
    JanusSettings impatient =
        janus.settings().withTimes(Duration.ofMillis(500), Duration.ofMillis(300));
    janus.rooms().close();
    try (JanusVideoRooms rooms = new JanusVideoRooms(impatient)) {
      rooms.addListener(heard);
      enter(rooms, heard);
      int back = heard.back.get() + 1;
      kill("STOP", janus.process().pid());
      Await.until("lost", PROMISED, () -> heard.closed.equals(List.of(Reason.SERVER_LOST)));
      kill("CONT", janus.process().pid());
      Await.until("back", PROMISED, () -> heard.back.get() == back);
      enter(rooms, new Recorder());
      assertThat(rooms.participants(room)).containsExactly(client);
    }
  }

  @Test
  void anAdapterThatIsThereFirstConnectsWhenJanusComes() {
    JanusSettings settings = janus.settings();
    janus.process().close();
    try (JanusVideoRooms rooms = new JanusVideoRooms(settings)) {
      rooms.addListener(heard);
      assertThat(rooms.health().up()).isFalse();
      janus.startAgain();
      Await.until("back", PROMISED, () -> heard.back.get() == 1);
      assertThat(rooms.health().up()).isTrue();
      assertThat(heard.lost).hasValue(0);
    }
  }

  private void enter(JanusVideoRooms rooms, Recorder listener) {
    rooms.open(new RoomSpec(room, 2, 0));
    rooms.admit(room, client);
    rooms.connect(room, client, listener);
  }

  private static void kill(String signal, long pid) {
    try {
      new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
