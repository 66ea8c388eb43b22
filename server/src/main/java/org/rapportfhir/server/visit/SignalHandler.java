package org.rapportfhir.server.visit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.profiles.TroubleKind;
import org.rapportfhir.video.IceCandidate;
import org.rapportfhir.video.MediaConnection;
import org.rapportfhir.video.NotAdmittedException;
import org.rapportfhir.video.ParticipantId;
import org.rapportfhir.video.RoomId;
import org.rapportfhir.video.SignallingFloodException;
import org.rapportfhir.video.VideoRooms;
import org.rapportfhir.video.VideoUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/**
 * The pages' signalling socket. A browser never reaches Janus's API: what it wants of the media
 * server it says here, in WebRTC's terms, and only after it was admitted is anything passed on.
 */
final class SignalHandler extends TextWebSocketHandler {
  private static final Logger log = LoggerFactory.getLogger(SignalHandler.class);
  private static final int SEND_MILLIS = 10_000;
  private static final int SEND_BYTES = 1024 * 1024;

  private final Visits visits;
  private final JoinStates states;
  private final People people;
  private final VideoRooms rooms;
  private final VisitSockets sockets;
  private final ObjectMapper json;
  private final Clock clock;
  private final Map<String, PageSocket> bySession = new ConcurrentHashMap<>();

  SignalHandler(
      Visits visits,
      JoinStates states,
      People people,
      VideoRooms rooms,
      VisitSockets sockets,
      ObjectMapper json,
      Clock clock) {
    this.visits = visits;
    this.states = states;
    this.people = people;
    this.rooms = rooms;
    this.sockets = sockets;
    this.json = json;
    this.clock = clock;
  }

  /** So that a socket's own buffer can be small; {@link PageSocket} puts the parts together. */
  @Override
  public boolean supportsPartialMessages() {
    return true;
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession raw) {
    SignalHandshake.Page page = SignalHandshake.pageOf(raw.getAttributes());
    var session = new ConcurrentWebSocketSessionDecorator(raw, SEND_MILLIS, SEND_BYTES);
    var socket = new PageSocket(session, json, page, new Allowance(clock.instant()));
    if (!sockets.add(socket)) {
      socket.close(CloseStatus.SERVICE_OVERLOAD);
      return;
    }
    bySession.put(raw.getId(), socket);
    // Read anew: of what changed since the handshake only those heard who were here already.
    show(visits.get(page.visit()), socket);
  }

  /** Tells the open pages of a visit what changed. */
  void visitChanged(Visit visit) {
    sockets.of(visit.id()).forEach(socket -> show(visit, socket));
  }

  private void show(Visit visit, PageSocket socket) {
    Person person = visit.person(socket.person()).orElse(null);
    if (person == null || person.state() == PersonState.REMOVED) {
      socket.use(null);
      socket.removed();
      return;
    }
    // Nobody's device: invited again since, by a link that this page doesn't have.
    if (person.state() == PersonState.UNINVITED || person.device() == null) {
      socket.use(null);
      socket.close(PageSocket.LINK_ENDED);
      return;
    }
    if (!person.isOnDevice(socket.device())) {
      socket.use(null);
      socket.moved();
      return;
    }
    socket.state(states.of(visit, person));
    if (visit.over()) {
      socket.use(null);
      socket.close(CloseStatus.NORMAL);
    } else if (person.mayConnect()) {
      socket.people(inCall(visit, person));
    } else {
      socket.use(null);
    }
  }

  private List<PageSocket.PersonInCall> inCall(Visit visit, Person viewer) {
    return visit.people().stream()
        .filter(Person::mayConnect)
        .map(
            p ->
                new PageSocket.PersonInCall(
                    p.id(),
                    people.of(p.reference()).given(),
                    p.role().name().toLowerCase(Locale.ROOT),
                    p.id().equals(viewer.id())))
        .toList();
  }

  @Override
  protected void handleTextMessage(WebSocketSession raw, TextMessage part) {
    PageSocket socket = bySession.get(raw.getId());
    if (socket == null) {
      return;
    }
    try {
      String message = socket.maySend(clock.instant()) ? socket.whole(part) : null;
      if (message != null) {
        handle(socket, json.readTree(message));
      }
    } catch (JsonProcessingException | IllegalArgumentException malformed) {
      socket.close(CloseStatus.BAD_DATA);
    } catch (SignallingFloodException e) {
      socket.flooded();
    } catch (VideoUnavailableException e) {
      socket.mediaLost();
    }
  }

  private void handle(PageSocket socket, JsonNode message) {
    switch (message.path("type").asText()) {
      case "publish" -> publish(socket, message);
      case "answer" -> withMedia(socket, m -> m.answer(sdp(message)));
      case "trickle" -> trickle(socket, leg(message), candidate(message));
      case "restart-receive" -> withMedia(socket, MediaConnection::restartReceiving);
      case "trouble" -> trouble(socket, message);
      case "ping" -> socket.pong();
      default -> log.debug("A page sent a message of an unknown type");
    }
  }

  private void publish(PageSocket socket, JsonNode message) {
    JsonNode request = message.path("id");
    try {
      // A fresh PeerConnection shares nothing with the one that the media server still knows.
      boolean fresh = message.path("fresh").asBoolean();
      MediaConnection connection = fresh ? null : socket.media();
      if (connection == null) {
        connection = connect(socket);
      }
      socket.published(request, connection.publish(sdp(message)));
    } catch (NotAdmittedException e) {
      socket.failed(request, "not-admitted");
    } catch (VideoUnavailableException e) {
      log.warn("No media for a page just now: {}", e.getMessage());
      socket.failed(request, "media-down");
    } catch (IllegalArgumentException e) {
      socket.failed(request, "bad-offer");
    } catch (RuntimeException e) {
      log.warn("A page's offer could not be answered", e);
      socket.use(null);
      socket.failed(request, "media-down");
    }
  }

  /** Makes sure of room and admission first, so that a media server that forgot them is mended. */
  private MediaConnection connect(PageSocket socket) {
    Visit visit = admitted(socket);
    var room = new RoomId(visit.room());
    var who = new ParticipantId(socket.person());
    admit(visit, room, who);
    socket.use(null);
    MediaConnection connection = rooms.connect(room, who, socket.listener());
    socket.use(connection);
    try {
      admitted(socket);
    } catch (NotAdmittedException putOutMeanwhile) {
      socket.use(null);
      rooms.remove(room, who);
      throw putOutMeanwhile;
    }
    return connection;
  }

  private Visit admitted(PageSocket socket) {
    Visit visit = visits.get(socket.visit());
    boolean admitted =
        visit
            .person(socket.person())
            .filter(p -> p.mayConnect() && p.isOnDevice(socket.device()))
            .isPresent();
    if (!admitted || visit.over()) {
      throw new NotAdmittedException("Not admitted to the visit");
    }
    return visit;
  }

  private void admit(Visit visit, RoomId room, ParticipantId who) {
    try {
      rooms.admit(room, who);
    } catch (NotAdmittedException noRoomYet) {
      rooms.open(RoomKeeper.spec(visit));
      rooms.admit(room, who);
    }
  }

  private void trouble(PageSocket socket, JsonNode message) {
    for (TroubleKind kind : TroubleKind.values()) {
      if (kind.code().equals(message.path("kind").asText()) && kind != TroubleKind.MEDIA_SERVER) {
        visits.trouble(socket.visit(), kind, socket.person());
      }
    }
  }

  private static void trickle(
      PageSocket socket, MediaConnection.Leg leg, @Nullable IceCandidate candidate) {
    withMedia(socket, m -> m.trickle(leg, candidate));
  }

  private static void withMedia(PageSocket socket, Consumer<MediaConnection> action) {
    MediaConnection media = socket.media();
    if (media != null) {
      action.accept(media);
    }
  }

  private static String sdp(JsonNode message) {
    return message.path("sdp").asText();
  }

  private static MediaConnection.Leg leg(JsonNode message) {
    return "receive".equals(message.path("leg").asText())
        ? MediaConnection.Leg.RECEIVE
        : MediaConnection.Leg.SEND;
  }

  private static @Nullable IceCandidate candidate(JsonNode message) {
    JsonNode candidate = message.path("candidate");
    if (!candidate.isObject()) {
      return null;
    }
    JsonNode line = candidate.path("sdpMLineIndex");
    JsonNode mid = candidate.path("sdpMid");
    return new IceCandidate(
        candidate.path("candidate").asText(),
        mid.isTextual() ? mid.asText() : null,
        line.isInt() ? line.asInt() : null);
  }

  @Override
  public void afterConnectionClosed(WebSocketSession raw, CloseStatus status) {
    PageSocket socket = bySession.remove(raw.getId());
    if (socket != null) {
      sockets.remove(socket);
      socket.use(null);
    }
  }

  @Override
  public void handleTransportError(WebSocketSession session, Throwable gone) {
    log.debug("A page's connection broke: {}", gone.getMessage());
  }
}
