package org.rapportfhir.video.janus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.rapportfhir.video.MediaConnection;
import org.rapportfhir.video.MediaListener;
import org.rapportfhir.video.MediaListener.Reason;
import org.rapportfhir.video.NotAdmittedException;
import org.rapportfhir.video.ParticipantId;
import org.rapportfhir.video.RoomId;
import org.rapportfhir.video.RoomListener;
import org.rapportfhir.video.RoomSpec;
import org.rapportfhir.video.RoomStats;
import org.rapportfhir.video.VideoHealth;
import org.rapportfhir.video.VideoRooms;

/**
 * Media rooms on one Janus server, by its videoroom plugin.
 *
 * <p>It keeps nothing that matters: secrets are derived, rooms live in Janus. Several instances may
 * use the same Janus, as long as they have the same master secret. When Janus can't be reached at
 * the start the instance is there all the same, reports it by {@link #health}, and says {@code
 * serverBack} when it has a connection.
 *
 * <p>Besides what the port says, a refusal that trying again does not change, such as a wrong
 * secret or a full room, is a {@link JanusException}.
 */
public final class JanusVideoRooms implements VideoRooms, AutoCloseable {
  private final VideoRoomMessages messages;
  private final Calls calls = new Calls();
  private final ExecutorService pool;
  private final ExecutorService httpPool;
  private final ScheduledExecutorService heart;
  private final RoomListeners listeners;
  private final JanusEventIntake events;
  private final Connections connections = new Connections();
  private final JanusLink link;
  private final TrafficReader traffic;

  /** Connects, or goes on trying in the background. */
  public JanusVideoRooms(JanusSettings settings) {
    this(settings, InstantSource.system());
  }

  JanusVideoRooms(JanusSettings settings, InstantSource clock) {
    this.messages = new VideoRoomMessages(settings);
    this.pool = AdapterThreads.pool("rapport-janus");
    this.heart = AdapterThreads.scheduler("rapport-janus-heart");
    this.listeners = new RoomListeners(pool);
    this.events = new JanusEventIntake(listeners);
    this.httpPool = AdapterThreads.pool("rapport-janus-http");
    JanusHttp http = new JanusHttp(settings, httpPool);
    this.link = new JanusLink(http, new Watcher(), clock, heart, settings.heartbeat());
    this.traffic = new TrafficReader(http);
    link.start();
  }

  /** Where what Janus's event handler posts must go. */
  public JanusEventIntake events() {
    return events;
  }

  @Override
  public void open(RoomSpec spec) {
    Answer answer = manage(messages.create(spec));
    if (!answer.isError(JanusErrors.ROOM_EXISTS)) {
      answer.orThrow();
    }
  }

  @Override
  public void close(RoomId room) {
    Answer answer = manage(messages.destroy(room));
    if (!answer.isError(JanusErrors.NO_SUCH_ROOM)) {
      answer.orThrow();
    }
    connections.in(room).forEach(connection -> connection.end(Reason.REMOVED));
  }

  @Override
  public void admit(RoomId room, ParticipantId who) {
    Answer answer = manage(messages.allow(room, who));
    if (answer.isError(JanusErrors.NO_SUCH_ROOM)) {
      throw new NotAdmittedException("There is no such room to admit somebody to");
    }
    answer.orThrow();
  }

  @Override
  public void remove(RoomId room, ParticipantId who) {
    Answer answer = manage(messages.disallow(room, who));
    if (!answer.isError(JanusErrors.NO_SUCH_ROOM)) {
      answer.orThrow();
      kick(room, who);
    }
    connections.of(room, who).ifPresent(connection -> connection.end(Reason.REMOVED));
  }

  @Override
  public List<ParticipantId> participants(RoomId room) {
    Answer answer = manage(messages.listParticipants(room));
    if (answer.isError(JanusErrors.NO_SUCH_ROOM)) {
      return List.of();
    }
    List<ParticipantId> present = new ArrayList<>();
    for (JsonNode participant : answer.orThrow().data().path("participants")) {
      present.add(new ParticipantId(participant.path("id").asText()));
    }
    return List.copyOf(present);
  }

  @Override
  public RoomStats stats(RoomId room) {
    List<ParticipantId> present = participants(room);
    return calls.repeatable(() -> traffic.read(room, present, connections, link.line().session()));
  }

  @Override
  public MediaConnection connect(RoomId room, ParticipantId who, MediaListener listener) {
    return connections.replacing(
        room,
        who,
        () -> {
          JanusLink.Line line = link.line();
          OpaqueId person = new OpaqueId(room, who, MediaConnection.Leg.SEND);
          return new JanusConnection(person, listener, line, messages, connections, pool);
        },
        connection -> calls.attempt(connection::open));
  }

  @Override
  public void addListener(RoomListener listener) {
    listeners.add(listener);
  }

  @Override
  public VideoHealth health() {
    return link.health();
  }

  /** Ends all connections and leaves the rooms as they are. */
  @Override
  public void close() {
    connections.all().forEach(MediaConnection::close);
    link.close();
    heart.shutdownNow();
    pool.shutdown();
    httpPool.shutdown();
  }

  private void kick(RoomId room, ParticipantId who) {
    Answer answer = manage(messages.kick(room, who));
    if (!answer.isError(JanusErrors.NO_SUCH_FEED) && !answer.isError(JanusErrors.NO_SUCH_ROOM)) {
      answer.orThrow();
    }
  }

  /** All that manages rooms may be repeated. */
  private Answer manage(ObjectNode body) {
    return calls.repeatable(
        () -> {
          JanusLink.Line line = link.line();
          return line.session().ask(line.management(), body, null);
        });
  }

  private final class Watcher implements JanusLink.Watcher {
    @Override
    public void lost(JanusSession session) {
      events.forget();
      connections.on(session).forEach(connection -> connection.end(Reason.SERVER_LOST));
      listeners.serverLost();
    }

    @Override
    public void back() {
      calls.forgetFailures();
      listeners.serverBack();
    }
  }
}
