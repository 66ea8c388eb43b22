package org.rapportfhir.video.janus;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.video.IceCandidate;
import org.rapportfhir.video.MediaConnection;
import org.rapportfhir.video.MediaConnection.Leg;
import org.rapportfhir.video.MediaListener;
import org.rapportfhir.video.ParticipantId;
import org.rapportfhir.video.RemoteStream;
import org.rapportfhir.video.RoomId;

/** A person with a page, whose signalling is joined to a connection as a server would. */
final class TestVisitor implements MediaListener {
  final ParticipantId who;
  final List<List<RemoteStream>> offers = new CopyOnWriteArrayList<>();
  final List<Leg> connected = new CopyOnWriteArrayList<>();
  final List<Reason> closed = new CopyOnWriteArrayList<>();
  private final Queue<Map<String, Object>> toPage = new ConcurrentLinkedQueue<>();
  private final Page page;
  private volatile @Nullable MediaConnection connection;
  private volatile List<Map<String, Object>> measured = List.of();

  TestVisitor(TestBrowser browser) {
    this(browser, new ParticipantId(UUID.randomUUID().toString()));
  }

  TestVisitor(TestBrowser browser, ParticipantId who) {
    this.who = who;
    page = browser.page();
    page.exposeFunction("toServer", args -> fromPage(asMap(args[0])));
    page.exposeFunction("fromServer", args -> toPage.poll());
    page.exposeFunction("measured", args -> take(args[0]));
    page.navigate(browser.address());
  }

  void connect(JanusVideoRooms rooms, RoomId room) {
    connection = rooms.connect(room, who, this);
  }

  void publish(boolean simulcast) {
    page.evaluate("simulcast => publish({ simulcast })", simulcast);
  }

  void run(String script) {
    page.evaluate(script);
  }

  void leaveBrowser() {
    page.context().close();
  }

  MediaConnection connection() {
    return java.util.Objects.requireNonNull(connection, "not connected");
  }

  /** Lets the pages talk until this is true. */
  void until(String what, Duration limit, BooleanSupplier condition) {
    try {
      page.waitForCondition(
          condition, new Page.WaitForConditionOptions().setTimeout((double) limit.toMillis()));
    } catch (com.microsoft.playwright.TimeoutError e) {
      throw new AssertionError("Not in time: " + what, e);
    }
  }

  /** Pictures of this person that the page has decoded. */
  long framesFrom(TestVisitor other) {
    return sum(other, "video", "frames");
  }

  long packetsFrom(TestVisitor other, String kind) {
    return sum(other, kind, "packets");
  }

  /** Whose media the last offer carries. */
  List<ParticipantId> sources() {
    return offers.isEmpty()
        ? List.of()
        : offers.get(offers.size() - 1).stream().map(RemoteStream::from).distinct().toList();
  }

  @Override
  public void offered(String sdpOffer, List<RemoteStream> streams) {
    offers.add(streams);
    List<Map<String, String>> lines =
        streams.stream()
            .map(s -> Map.of("mid", s.mid(), "from", s.from().value(), "kind", s.kind().name()))
            .toList();
    toPage.add(Map.of("sdp", sdpOffer, "streams", lines));
  }

  @Override
  public void connected(Leg leg) {
    connected.add(leg);
  }

  @Override
  public void closed(Reason reason) {
    closed.add(reason);
  }

  private @Nullable Object fromPage(Map<String, Object> message) {
    switch (String.valueOf(message.get("type"))) {
      case "publish" -> {
        return connection().publish(String.valueOf(message.get("sdp")));
      }
      case "answer" -> connection().answer(String.valueOf(message.get("sdp")));
      case "trickle" -> trickle(message);
      default -> throw new IllegalArgumentException("Unknown message " + message);
    }
    return null;
  }

  private void trickle(Map<String, Object> message) {
    Leg leg = Leg.valueOf(String.valueOf(message.get("leg")));
    if (message.get("candidate") == null) {
      connection().trickle(leg, null);
      return;
    }
    Map<String, Object> ice = asMap(message.get("candidate"));
    connection()
        .trickle(
            leg,
            new IceCandidate(
                String.valueOf(ice.get("candidate")),
                (String) ice.get("sdpMid"),
                (Integer) ice.get("sdpMLineIndex")));
  }

  @SuppressWarnings("unchecked")
  private @Nullable Object take(Object numbers) {
    measured = (List<Map<String, Object>>) numbers;
    return null;
  }

  private long sum(TestVisitor other, String kind, String number) {
    return measured.stream()
        .filter(m -> other.who.value().equals(m.get("from")) && kind.equals(m.get("kind")))
        .mapToLong(m -> ((Number) m.get(number)).longValue())
        .sum();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asMap(Object value) {
    return (Map<String, Object>) value;
  }
}
