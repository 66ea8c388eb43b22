package org.rapportfhir.video.janus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.video.IceCandidate;
import org.rapportfhir.video.MediaConnection;
import org.rapportfhir.video.MediaListener;
import org.rapportfhir.video.MediaListener.Reason;
import org.rapportfhir.video.NotAdmittedException;
import org.rapportfhir.video.ParticipantId;
import org.rapportfhir.video.RoomId;
import org.rapportfhir.video.SignallingFloodException;
import org.rapportfhir.video.VideoUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One person's two handles in one room. What it tells its listener goes through one lane. */
final class JanusConnection implements MediaConnection {
  private static final Logger LOG = LoggerFactory.getLogger(JanusConnection.class);
  private static final int JOIN_ATTEMPTS = 3;

  /** Steps that a browser asked for: some dozens of candidates come at once. */
  private static final int MAX_WAITING = 256;

  /** How far it is: new, open, or over for a reason. */
  private record Stage(boolean open, @Nullable Reason ended) {
    static final Stage NEW = new Stage(false, null);

    Stage opened() {
      return ended == null ? new Stage(true, null) : this;
    }

    Stage over(Reason reason) {
      return ended == null ? new Stage(open, reason) : this;
    }
  }

  /** Told once, when the connection is over. */
  interface Registry {
    void ended(JanusConnection connection);
  }

  private final RoomId room;
  private final ParticipantId who;
  private final MediaListener listener;
  private final JanusLink.Line line;
  private final VideoRoomMessages messages;
  private final Registry registry;
  private final SerialLane lane;
  private final ReceivingLeg receiving;
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.NEW);
  private volatile @Nullable Long sendHandle;
  private volatile boolean published;

  /** One at most: a later one replaces it, as there is one offer at a time to answer. */
  private final AtomicReference<@Nullable String> waitingAnswer = new AtomicReference<>();

  JanusConnection(
      OpaqueId person,
      MediaListener listener,
      JanusLink.Line line,
      VideoRoomMessages messages,
      Registry registry,
      Executor pool) {
    this.room = person.room();
    this.who = person.who();
    this.listener = listener;
    this.line = line;
    this.messages = messages;
    this.registry = registry;
    this.lane = new SerialLane(pool);
    this.receiving = new ReceivingLeg(this, line.session(), messages);
  }

  /** Joins the room; from then on the listener hears of it. */
  void open() {
    long handle = attach(Leg.SEND);
    sendHandle = handle;
    Answer joined = join(handle);
    if (joined.isError(JanusErrors.UNAUTHORIZED) || joined.isError(JanusErrors.NO_SUCH_ROOM)) {
      throw new NotAdmittedException("This person is not admitted to the room, or it is closed");
    }
    joined.orThrow();
    if (stage.updateAndGet(Stage::opened).ended() != null) {
      throw new VideoUnavailableException("The media server went away");
    }
    lane.startWith(() -> receive(joined.data()));
  }

  /** An id that is taken belongs to an earlier connection of the same person, maybe elsewhere. */
  private Answer join(long handle) {
    Answer joined = line.session().ask(handle, messages.joinPublisher(room, who), null);
    for (int i = 1; i < JOIN_ATTEMPTS && joined.isError(JanusErrors.ID_EXISTS); i++) {
      line.session().ask(line.management(), messages.kick(room, who), null);
      joined = line.session().ask(handle, messages.joinPublisher(room, who), null);
    }
    return joined;
  }

  @Override
  public String publish(String sdpOffer) {
    requireGoingOn();
    try {
      String answer = send(sdpOffer);
      published = true;
      return answer;
    } catch (JanusException e) {
      if (JanusErrors.isBadSdp(e.code())) {
        throw new IllegalArgumentException("The media server can't take this offer", e);
      }
      requireGoingOn();
      throw e;
    }
  }

  private String send(String sdpOffer) {
    Long handle = Objects.requireNonNull(sendHandle, "not open");
    ObjectNode request = published ? messages.configure() : messages.publish();
    return line.session()
        .ask(handle, request, ReceivingLeg.jsep("offer", sdpOffer))
        .orThrow()
        .requireSdp();
  }

  @Override
  public void answer(String sdpAnswer) {
    if (waitingAnswer.getAndSet(sdpAnswer) == null) {
      onLaneIfRoom(() -> receiving.answered(Objects.requireNonNull(waitingAnswer.getAndSet(null))));
    }
  }

  @Override
  public void trickle(Leg leg, @Nullable IceCandidate candidate) {
    Long handle = sendHandle;
    if (leg == Leg.RECEIVE) {
      onLaneIfRoom(() -> receiving.trickle(candidate));
    } else if (handle != null) {
      onLaneIfRoom(() -> line.session().trickle(handle, candidate));
    }
  }

  @Override
  public void restartReceiving() {
    onLaneIfRoom(receiving::restart);
  }

  @Override
  public void close() {
    end(Reason.CLOSED);
  }

  /** Ends it once: the room is left, and the last thing that the listener hears is why. */
  void end(Reason reason) {
    Stage before = stage.getAndUpdate(now -> now.over(reason));
    if (before.ended() != null) {
      return;
    }
    registry.ended(this);
    if (reason != Reason.SERVER_LOST) {
      leave(sendHandle);
      leave(receiving.handle());
    }
    if (before.open()) {
      lane.execute(() -> listener.closed(reason));
    }
  }

  RoomId room() {
    return room;
  }

  ParticipantId who() {
    return who;
  }

  @Nullable Long sendHandle() {
    return sendHandle;
  }

  boolean isOn(JanusSession session) {
    return line.session() == session;
  }

  ReceivingLeg receiving() {
    return receiving;
  }

  /** Makes a handle for one leg; what Janus says about it is heard on the lane. */
  long attach(Leg leg) {
    HandleEvents events = new HandleEvents(leg, this);
    Consumer<JsonNode> onLane = event -> onLane(() -> events.accept(event));
    long handle = line.session().attach(new OpaqueId(room, who, leg).format(), onLane);
    if (isOver()) {
      leave(handle);
      throw new VideoUnavailableException("The connection ended meanwhile");
    }
    return handle;
  }

  /** Tells the listener, unless it was told that this is over. Only on the lane. */
  void tell(Consumer<MediaListener> news) {
    if (!isOver()) {
      news.accept(listener);
    }
  }

  void networkFailed() {
    end(Reason.NETWORK);
  }

  void roomClosed() {
    end(Reason.REMOVED);
  }

  /** Another node kicked this person: removed if no longer admitted, else connected there. */
  void kicked() {
    Answer answer = line.session().ask(line.management(), messages.listAllowed(room), null);
    Set<String> tokens = new HashSet<>();
    answer.data().path("allowed").forEach(token -> tokens.add(token.asText()));
    end(tokens.contains(messages.token(room, who)) ? Reason.CLOSED : Reason.REMOVED);
  }

  /** Who sends media in the room now. */
  Set<String> sending() {
    Answer list = line.session().ask(line.management(), messages.listParticipants(room), null);
    Set<String> sending = new HashSet<>();
    for (JsonNode participant : list.data().path("participants")) {
      if (participant.path("publisher").asBoolean()) {
        sending.add(participant.path("id").asText());
      }
    }
    return sending;
  }

  private @Nullable Reason endedFor() {
    return Objects.requireNonNull(stage.get()).ended();
  }

  private boolean isOver() {
    return endedFor() != null;
  }

  private void receive(JsonNode joined) {
    step(() -> receiving.roomChanged(joined));
  }

  private void onLane(Runnable step) {
    lane.execute(() -> step(step));
  }

  private void onLaneIfRoom(Runnable step) {
    if (!lane.offer(() -> step(step), MAX_WAITING)) {
      throw new SignallingFloodException();
    }
  }

  /** A step that fails leaves the leg in an unknown state: the page shall connect again. */
  private void step(Runnable step) {
    if (isOver()) {
      return;
    }
    try {
      step.run();
    } catch (VideoUnavailableException | JanusException e) {
      LOG.warn("A media connection failed: {}", e.getMessage());
      end(Reason.NETWORK);
    }
  }

  private void requireGoingOn() {
    Reason reason = endedFor();
    if (reason == Reason.REMOVED) {
      throw new NotAdmittedException("This person was removed from the room");
    }
    if (reason != null) {
      throw new VideoUnavailableException("The connection is over: " + reason);
    }
  }

  private void leave(@Nullable Long handle) {
    if (handle == null || line.session().isOver()) {
      return;
    }
    try {
      line.session().detach(handle);
    } catch (RuntimeException e) {
      LOG.debug("Janus did not hear that a handle is done with", e);
    }
  }
}
