package org.rapportfhir.video.janus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapportfhir.video.IceCandidate;
import org.rapportfhir.video.MediaConnection;
import org.rapportfhir.video.MediaListener.Reason;
import org.rapportfhir.video.NotAdmittedException;
import org.rapportfhir.video.ParticipantId;
import org.rapportfhir.video.RoomEvent;
import org.rapportfhir.video.RoomId;
import org.rapportfhir.video.RoomSpec;
import org.rapportfhir.video.SignallingFloodException;

/** Rooms and who may be in them, on a real Janus; no media. */
class JanusVideoRoomsIT {
  private static TestJanus janus;

  private final RoomId room = new RoomId(UUID.randomUUID().toString());
  private final ParticipantId client = new ParticipantId(UUID.randomUUID().toString());
  private final ParticipantId clinician = new ParticipantId(UUID.randomUUID().toString());
  private final Recorder heard = new Recorder();
  private JanusVideoRooms rooms;

  @BeforeAll
  static void startJanus() {
    janus = new TestJanus();
  }

  @AfterAll
  static void stopJanus() {
    janus.close();
  }

  @BeforeEach
  void connectAdapter() {
    rooms = janus.rooms();
    rooms.addListener(heard);
  }

  @AfterEach
  void closeAdapter() {
    rooms.close();
  }

  @Test
  void openingARoomTwiceLeavesItAsItIs() {
    openAndAdmit(client);
    rooms.open(new RoomSpec(room, 4, 0));
    rooms.connect(room, client, new Recorder());
    assertThat(rooms.participants(room)).containsExactly(client);
  }

  @Test
  void nobodyConnectsWithoutAdmission() {
    rooms.open(new RoomSpec(room, 4, 0));
    Recorder listener = new Recorder();
    assertThatThrownBy(() -> rooms.connect(room, client, listener))
        .isInstanceOf(NotAdmittedException.class);
    assertThat(rooms.participants(room)).isEmpty();
    assertThat(listener.closed).isEmpty();
  }

  @Test
  void anotherPersonsAdmissionDoesNotHelp() {
    openAndAdmit(clinician);
    assertThatThrownBy(() -> rooms.connect(room, client, new Recorder()))
        .isInstanceOf(NotAdmittedException.class);
  }

  @Test
  void aRoomThatIsNotThereAdmitsNobodyAndIsEmpty() {
    assertThatThrownBy(() -> rooms.admit(room, client)).isInstanceOf(NotAdmittedException.class);
    assertThatThrownBy(() -> rooms.connect(room, client, new Recorder()))
        .isInstanceOf(NotAdmittedException.class);
    assertThat(rooms.participants(room)).isEmpty();
    assertThat(rooms.stats(room).received()).isEmpty();
    rooms.remove(room, client);
    rooms.close(room);
  }

  @Test
  void admittedPeopleConnectAndAreListed() {
    openAndAdmit(client);
    rooms.admit(room, clinician);
    rooms.admit(room, clinician);
    rooms.connect(room, client, new Recorder());
    rooms.connect(room, clinician, new Recorder());
    assertThat(rooms.participants(room)).containsExactlyInAnyOrder(client, clinician);
    assertThat(rooms.stats(room).received()).containsOnlyKeys(client, clinician);
  }

  @Test
  void removingSomebodyEndsTheConnectionAndTheAdmission() {
    openAndAdmit(client);
    Recorder listener = new Recorder();
    rooms.connect(room, client, listener);
    rooms.remove(room, client);
    rooms.remove(room, client);
    Await.until("told", () -> !listener.closed.isEmpty());
    assertThat(listener.closed).containsExactly(Reason.REMOVED);
    assertThat(rooms.participants(room)).isEmpty();
    assertThatThrownBy(() -> rooms.connect(room, client, new Recorder()))
        .isInstanceOf(NotAdmittedException.class);
  }

  @Test
  void closingARoomEndsAllItsConnections() {
    openAndAdmit(client);
    Recorder listener = new Recorder();
    rooms.connect(room, client, listener);
    rooms.close(room);
    rooms.close(room);
    Await.until("told", () -> !listener.closed.isEmpty());
    assertThat(listener.closed).containsExactly(Reason.REMOVED);
    assertThat(rooms.participants(room)).isEmpty();
  }

  @Test
  void aLaterConnectionOfThePersonTakesOver() {
    openAndAdmit(client);
    Recorder first = new Recorder();
    Recorder second = new Recorder();
    rooms.connect(room, client, first);
    rooms.connect(room, client, second);
    Await.until("told", () -> !first.closed.isEmpty());
    assertThat(first.closed).containsExactly(Reason.CLOSED);
    assertThat(second.closed).isEmpty();
    assertThat(rooms.participants(room)).containsExactly(client);
  }

  @Test
  void aConnectionThroughAnotherNodeTakesOverToo() {
    openAndAdmit(client);
    Recorder first = new Recorder();
    rooms.connect(room, client, first);
    try (JanusVideoRooms otherNode = new JanusVideoRooms(janus.settings())) {
      otherNode.connect(room, client, new Recorder());
      Await.until("told", () -> !first.closed.isEmpty());
      assertThat(first.closed).containsExactly(Reason.CLOSED);
      assertThat(otherNode.participants(room)).containsExactly(client);
      assertThat(rooms.stats(room).received()).containsOnlyKeys(client);
    }
  }

  @Test
  void removalThroughAnotherNodeIsToldAsRemoval() {
    openAndAdmit(client);
    Recorder listener = new Recorder();
    rooms.connect(room, client, listener);
    try (JanusVideoRooms otherNode = new JanusVideoRooms(janus.settings())) {
      otherNode.remove(room, client);
      Await.until("told", () -> !listener.closed.isEmpty());
      assertThat(listener.closed).containsExactly(Reason.REMOVED);
    }
  }

  @Test
  void closingAConnectionLeavesTheRoomAndIsSafeToRepeat() {
    openAndAdmit(client);
    Recorder listener = new Recorder();
    var connection = rooms.connect(room, client, listener);
    connection.close();
    connection.close();
    assertThat(rooms.participants(room)).isEmpty();
    Await.until("told", () -> !listener.closed.isEmpty());
    assertThat(listener.closed).containsExactly(Reason.CLOSED);
  }

  @Test
  void eventsTellWhoJoinedAndLeftInOrder() {
    openAndAdmit(client);
    rooms.connect(room, client, new Recorder()).close();
    rooms.connect(room, client, new Recorder());
    rooms.close(room);
    Await.until("events", () -> heard.events.size() == 4);
    assertThat(heard.events)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("Joined", "Left", "Joined", "Left");
    assertThat(heard.events).allMatch(event -> event.room().equals(room));
    assertThat(heard.events).allMatch(event -> event.who().equals(client));
    assertThat(heard.events).isSortedAccordingTo(Comparator.comparing(RoomEvent::at));
  }

  @Test
  void anOfferThatIsNoSdpIsRefusedAsSuch() {
    openAndAdmit(client);
    var connection = rooms.connect(room, client, new Recorder());
    assertThatThrownBy(() -> connection.publish("this is no SDP"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPageThatSaysMoreThanJanusTakesIsRefusedAndNobodyElse() throws Exception {
    openAndAdmit(client);
    rooms.admit(room, clinician);
    MediaConnection flooding = rooms.connect(room, client, new Recorder());
    MediaConnection other = rooms.connect(room, clinician, new Recorder());
    IceCandidate candidate = new IceCandidate("candidate:" + "1".repeat(500), "0", 0);
    signal("STOP");
    try {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  flooding.trickle(MediaConnection.Leg.SEND, candidate);
                }
              })
          .isInstanceOf(SignallingFloodException.class);
      other.trickle(MediaConnection.Leg.SEND, candidate);
    } finally {
      signal("CONT");
    }
    Await.until("worked off", () -> takes(flooding, candidate));
  }

  private static boolean takes(MediaConnection connection, IceCandidate candidate) {
    try {
      connection.trickle(MediaConnection.Leg.SEND, candidate);
      return true;
    } catch (SignallingFloodException stillWaiting) {
      return false;
    }
  }

  private static void signal(String name) throws IOException, InterruptedException {
    String janusProcess = String.valueOf(janus.process().pid());
    new ProcessBuilder("kill", "-" + name, janusProcess).start().waitFor();
  }

  @Test
  void nothingLongerThanACandidateIsOne() {
    assertThatThrownBy(() -> new IceCandidate("x".repeat(2_000), "0", 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new IceCandidate("x", "0".repeat(200), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void manyConnectionsNeedNoMoreThreads() {
    rooms.open(new RoomSpec(room, 40, 0));
    List<Recorder> listeners = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      ParticipantId someone = new ParticipantId(UUID.randomUUID().toString());
      rooms.admit(room, someone);
      Recorder listener = new Recorder();
      listeners.add(listener);
      rooms.connect(room, someone, listener);
    }
    assertThat(rooms.participants(room)).hasSize(40);
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.isAlive() && thread.getName().startsWith("rapport-janus"))
        .allMatch(Thread::isDaemon)
        .hasSizeLessThanOrEqualTo(8 + 8 + 2 + 1);
    rooms.close(room);
    Await.until(
        "all told",
        () -> listeners.stream().allMatch(l -> l.closed.equals(List.of(Reason.REMOVED))));
  }

  @Test
  void healthNamesTheServer() {
    assertThat(rooms.health().up()).isTrue();
    assertThat(rooms.health().detail()).startsWith("Janus 1.");
  }

  private void openAndAdmit(ParticipantId who) {
    rooms.open(new RoomSpec(room, 4, 0));
    rooms.admit(room, who);
  }
}
