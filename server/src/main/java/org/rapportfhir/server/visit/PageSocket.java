package org.rapportfhir.server.visit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.video.IceCandidate;
import org.rapportfhir.video.MediaConnection;
import org.rapportfhir.video.MediaListener;
import org.rapportfhir.video.RemoteStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.SessionLimitExceededException;

/** One open page: what the server says to it, and its media connection while it has one. */
final class PageSocket {
  private static final Logger log = LoggerFactory.getLogger(PageSocket.class);
  static final CloseStatus LINK_ENDED = new CloseStatus(4401, "link ended");
  static final CloseStatus MOVED = new CloseStatus(4409, "moved");
  static final CloseStatus REMOVED = new CloseStatus(4410, "removed");

  /**
   * In characters. An offer with simulcast has some ten thousand, an answer to a full room more.
   */
  static final int MAX_MESSAGE = 64 * 1024;

  private final WebSocketSession session;
  private final ObjectMapper json;
  private final SignalHandshake.Page page;
  private final Allowance allowance;
  private final StringBuilder parts = new StringBuilder();
  private final AtomicReference<@Nullable MediaConnection> media = new AtomicReference<>();
  private volatile @Nullable Relay relay;
  private volatile @Nullable String lastState;
  private volatile @Nullable String lastPeople;

  PageSocket(
      WebSocketSession session, ObjectMapper json, SignalHandshake.Page page, Allowance allowance) {
    this.session = session;
    this.json = json;
    this.page = page;
    this.allowance = allowance;
  }

  String visit() {
    return page.visit();
  }

  String person() {
    return page.person();
  }

  String device() {
    return page.device();
  }

  /** The message whose last part this is; null while more is to come, or when it is too long. */
  @Nullable String whole(TextMessage part) {
    if (parts.length() + part.getPayloadLength() > MAX_MESSAGE) {
      close(CloseStatus.TOO_BIG_TO_PROCESS);
      return null;
    }
    parts.append(part.getPayload());
    if (!part.isLast()) {
      return null;
    }
    String message = parts.toString();
    parts.setLength(0);
    parts.trimToSize();
    return message;
  }

  /** Whether one more part of a message is heard; a page that sends too many is disconnected. */
  boolean maySend(Instant now) {
    if (!session.isOpen()) {
      return false;
    }
    boolean fine = allowance.take(now);
    if (!fine) {
      flooded();
    }
    return fine;
  }

  void flooded() {
    log.warn("A page that sent more than any browser does was disconnected");
    use(null);
    close(CloseStatus.POLICY_VIOLATION.withReason("too many messages"));
  }

  @Nullable MediaConnection media() {
    return media.get();
  }

  /** Keeps the connection that the page now uses, and closes one that it replaces. */
  void use(@Nullable MediaConnection connection) {
    MediaConnection before = media.getAndSet(connection);
    if (before != null && before != connection) {
      before.close();
    }
  }

  void state(JoinState state) {
    ObjectNode message = message("state").set("state", json.valueToTree(state));
    String text = text(message);
    if (!text.equals(lastState)) {
      lastState = text;
      send(text);
    }
  }

  void people(List<PersonInCall> people) {
    String text = text(message("people").set("people", json.valueToTree(people)));
    if (!text.equals(lastPeople)) {
      lastPeople = text;
      send(text);
    }
  }

  /** Somebody in the call, as the others see them. */
  record PersonInCall(String id, String name, String role, boolean you) {}

  void published(JsonNode request, String sdp) {
    send(text(message("published").put("sdp", sdp).set("id", request)));
  }

  void failed(JsonNode request, String error) {
    send(text(message("failed").put("error", error).set("id", request)));
  }

  void pong() {
    send(text(message("pong")));
  }

  void mediaLost() {
    send(text(message("media-lost")));
  }

  void mediaBack() {
    use(null);
    send(text(message("media-back")));
  }

  void moved() {
    send(text(message("moved")));
    close(MOVED);
  }

  void removed() {
    send(text(message("removed")));
    close(REMOVED);
  }

  void close(CloseStatus status) {
    try {
      session.close(status);
    } catch (IOException | IllegalStateException alreadyGone) {
      log.debug("A page was gone before it was closed");
    }
  }

  /** A listener for one new media connection: what an older one still says is dropped. */
  MediaListener listener() {
    var next = new Relay();
    relay = next;
    return next;
  }

  /** What the media server says to the page over one connection. */
  private final class Relay implements MediaListener {
    private final AtomicBoolean first = new AtomicBoolean(true);

    private boolean isCurrent() {
      return relay == this;
    }

    @Override
    public void offered(String sdpOffer, List<RemoteStream> streams) {
      if (!isCurrent()) {
        return;
      }
      ObjectNode message = message("offer").put("sdp", sdpOffer);
      if (first.getAndSet(false)) {
        message.put("fresh", true);
      }
      var list = message.putArray("streams");
      for (RemoteStream stream : streams) {
        list.addObject()
            .put("mid", stream.mid())
            .put("from", stream.from().value())
            .put("kind", word(stream.kind()));
      }
      send(text(message));
    }

    @Override
    public void candidate(MediaConnection.Leg leg, IceCandidate candidate) {
      if (isCurrent()) {
        ObjectNode message = message("candidate").put("leg", word(leg));
        send(text(message.set("candidate", json.valueToTree(candidate))));
      }
    }

    @Override
    public void slowLink(MediaConnection.Leg leg, int lostPackets) {
      if (isCurrent()) {
        send(text(message("slow-link").put("leg", word(leg))));
      }
    }

    @Override
    public void closed(Reason reason) {
      if (isCurrent()) {
        media.set(null);
        if (reason == Reason.NETWORK) {
          send(text(message("media-back")));
        }
      }
    }
  }

  private ObjectNode message(String type) {
    return json.createObjectNode().put("type", type);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private String text(Object message) {
    try {
      return json.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A message is always writable", e);
    }
  }

  private void send(String text) {
    try {
      if (session.isOpen()) {
        session.sendMessage(new TextMessage(text));
      }
    } catch (SessionLimitExceededException tooSlow) {
      close(tooSlow.getStatus());
    } catch (IOException | IllegalStateException gone) {
      log.debug("A page was gone before a message reached it");
    }
  }
}
