package org.rapportfhir.video.janus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapportfhir.video.MediaConnection.Leg;
import org.rapportfhir.video.MediaKind;
import org.rapportfhir.video.MediaListener.Reason;
import org.rapportfhir.video.RoomEvent.MediaFlow;
import org.rapportfhir.video.RoomId;
import org.rapportfhir.video.RoomSpec;
import org.rapportfhir.video.RoomStats.Received;

/** Real media between pages of a real browser, through a real Janus. */
class MediaIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static TestJanus janus;
  private static TestBrowser browser;

  private final RoomId room = new RoomId(UUID.randomUUID().toString());
  private final Recorder heard = new Recorder();
  private final List<TestVisitor> visitors = new ArrayList<>();
  private JanusVideoRooms rooms;

  @BeforeAll
  static void start() {
    janus = new TestJanus();
    browser = new TestBrowser();
  }

  @AfterAll
  static void stop() {
    browser.close();
    janus.close();
  }

  @BeforeEach
  void openRoom() {
    rooms = janus.rooms();
    rooms.addListener(heard);
    rooms.open(new RoomSpec(room, 6, 600_000));
  }

  @AfterEach
  void closeRoom() {
    rooms.close(room);
    rooms.close();
    visitors.forEach(TestVisitor::leaveBrowser);
  }

  @Test
  void twoPagesSeeAndHearEachOther() {
    TestVisitor client = enter(false);
    TestVisitor clinician = enter(false);
    untilSees(client, clinician);
    untilSees(clinician, client);
    assertThat(client.connected).contains(Leg.SEND, Leg.RECEIVE);
    assertThat(client.packetsFrom(clinician, "audio")).isPositive();

    client.until("all flow", SOON, () -> flowing(client) && flowing(clinician));
    Received received = rooms.stats(room).received().get(client.who);
    assertThat(received.audioBytes()).isPositive();
    assertThat(received.videoBytes()).isGreaterThan(received.audioBytes());
  }

  @Test
  void cameraOffIsHeardAsVideoThatStopped() {
    TestVisitor client = enter(false);
    TestVisitor clinician = enter(false);
    untilSees(clinician, client);
    client.until("flows", SOON, () -> flowing(client));

    Instant off = Instant.now();
    client.run("cameraOff()");
    client.until("stopped", SOON, () -> last(client, MediaKind.VIDEO, false));
    assertThat(Duration.between(off, at(client, MediaKind.VIDEO)))
        .isBetween(Duration.ofMillis(500), Duration.ofSeconds(4));
    assertThat(last(client, MediaKind.AUDIO, true)).isTrue();

    long before = clinician.framesFrom(client);
    client.run("cameraOn()");
    client.until("flows again", SOON, () -> last(client, MediaKind.VIDEO, true));
    clinician.until("seen again", SOON, () -> clinician.framesFrom(client) > before + 5);
  }

  @Test
  void aThirdPersonComesAndGoesAndTheOthersStay() {
    TestVisitor client = enter(false);
    TestVisitor clinician = enter(false);
    untilSees(client, clinician);
    TestVisitor interpreter = enter(false);
    untilSees(interpreter, client);
    untilSees(interpreter, clinician);
    untilSees(client, interpreter);
    untilSees(clinician, interpreter);

    interpreter.connection().close();
    client.until("gone", SOON, () -> client.sources().equals(List.of(clinician.who)));
    long before = client.framesFrom(clinician);
    client.until("goes on", SOON, () -> client.framesFrom(clinician) > before + 5);
    assertThat(interpreter.closed).containsExactly(Reason.CLOSED);
    assertThat(client.closed).isEmpty();
  }

  @Test
  void aPersonWhoConnectsAgainIsSeenAgain() {
    TestVisitor client = enter(false);
    TestVisitor clinician = enter(false);
    untilSees(clinician, client);

    TestVisitor again = new TestVisitor(browser, client.who);
    visitors.add(again);
    again.connect(rooms, room);
    again.publish(false);
    again.until("told", SOON, () -> client.closed.equals(List.of(Reason.CLOSED)));
    long before = clinician.framesFrom(again);
    untilSees(again, clinician);
    clinician.until("seen", SOON, () -> clinician.framesFrom(again) > before + 5);
  }

  @Test
  void bothLegsSurviveAnIceRestart() {
    TestVisitor client = enter(false);
    TestVisitor clinician = enter(false);
    untilSees(client, clinician);
    untilSees(clinician, client);

    int offers = client.offers.size();
    client.connection().restartReceiving();
    client.until("a fresh offer", SOON, () -> client.offers.size() > offers);
    client.run("offer({ iceRestart: true })");
    long seen = client.framesFrom(clinician);
    long shown = clinician.framesFrom(client);
    client.until("receives", SOON, () -> client.framesFrom(clinician) > seen + 20);
    client.until("sends", SOON, () -> clinician.framesFrom(client) > shown + 20);
    assertThat(client.closed).isEmpty();
  }

  @Test
  void simulcastIsOneFlowThatStopsOnce() {
    TestVisitor client = enter(true);
    TestVisitor clinician = enter(false);
    untilSees(clinician, client);
    client.until("flows", SOON, () -> flowing(client));
    client.run("cameraOff()");
    client.until("stopped", SOON, () -> last(client, MediaKind.VIDEO, false));
    assertThat(flows(client, MediaKind.VIDEO))
        .extracting(MediaFlow::flowing)
        .containsExactly(true, false);
  }

  @Test
  void aPageThatIsSimplyClosedIsTold() {
    TestVisitor client = enter(false);
    TestVisitor clinician = enter(false);
    untilSees(clinician, client);
    client.run("sending.close()");
    clinician.until("told", SOON, () -> client.closed.equals(List.of(Reason.NETWORK)));
    clinician.until("gone", SOON, () -> clinician.sources().isEmpty());
    clinician.until("empty", SOON, () -> rooms.participants(room).equals(List.of(clinician.who)));
  }

  private TestVisitor enter(boolean simulcast) {
    TestVisitor visitor = new TestVisitor(browser);
    visitors.add(visitor);
    rooms.admit(room, visitor.who);
    visitor.connect(rooms, room);
    visitor.publish(simulcast);
    return visitor;
  }

  private static void untilSees(TestVisitor viewer, TestVisitor other) {
    viewer.until("sees", SOON, () -> viewer.framesFrom(other) > 10);
  }

  private boolean flowing(TestVisitor who) {
    return last(who, MediaKind.AUDIO, true) && last(who, MediaKind.VIDEO, true);
  }

  private boolean last(TestVisitor who, MediaKind kind, boolean flowing) {
    List<MediaFlow> flows = flows(who, kind);
    return !flows.isEmpty() && flows.get(flows.size() - 1).flowing() == flowing;
  }

  private Instant at(TestVisitor who, MediaKind kind) {
    List<MediaFlow> flows = flows(who, kind);
    return flows.get(flows.size() - 1).at();
  }

  private List<MediaFlow> flows(TestVisitor who, MediaKind kind) {
    return heard.events.stream()
        .filter(MediaFlow.class::isInstance)
        .map(MediaFlow.class::cast)
        .filter(flow -> flow.who().equals(who.who) && flow.kind() == kind)
        .toList();
  }
}
