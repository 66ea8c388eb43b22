package org.rapportfhir.video.janus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.video.IceCandidate;
import org.rapportfhir.video.MediaConnection.Leg;
import org.rapportfhir.video.MediaKind;
import org.rapportfhir.video.ParticipantId;
import org.rapportfhir.video.RemoteStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handle that brings one person everybody else's media. All of it runs on the connection's
 * lane. The handle is made when there is somebody to receive.
 */
final class ReceivingLeg {
  private static final Logger LOG = LoggerFactory.getLogger(ReceivingLeg.class);

  /** An offer as it was given to the browser. */
  private record Offer(String sdp, List<RemoteStream> streams) {}

  private final JanusConnection connection;
  private final JanusSession session;
  private final VideoRoomMessages messages;
  private final Subscription subscription = new Subscription();
  private final Set<String> refusedOnce = new HashSet<>();
  private volatile @Nullable Long handle;
  private @Nullable Offer lastOffer;

  ReceivingLeg(JanusConnection connection, JanusSession session, VideoRoomMessages messages) {
    this.connection = connection;
    this.session = session;
    this.messages = messages;
  }

  @Nullable Long handle() {
    return handle;
  }

  /** Takes the part of an event that tells who sends what, or who stopped. */
  void roomChanged(JsonNode data) {
    data.path("publishers").forEach(this::published);
    for (String ending : List.of("unpublished", "leaving", "kicked")) {
      if (data.path(ending).isTextual()) {
        subscription.gone(data.path(ending).textValue());
      }
    }
    advance();
  }

  /** Janus made an offer, asked for or not. A restart's offer does not list the lines again. */
  void offered(Answer offer) {
    JsonNode lines = offer.data().path("streams");
    Offer before = lastOffer;
    List<RemoteStream> remote = before == null ? List.of() : before.streams();
    if (lines.isArray()) {
      subscription.offered(lines);
      remote = remoteStreams(lines);
    } else {
      subscription.offeredAgain();
    }
    lastOffer = new Offer(offer.requireSdp(), remote);
    tellOffer();
  }

  /** The browser answers the last offer. An answer to none is dropped: it crossed with an end. */
  void answered(String sdp) {
    Long at = handle;
    if (at == null || !subscription.awaitsAnswer()) {
      return;
    }
    Answer started = session.ask(at, messages.start(), jsep("answer", sdp));
    if (started.errorCode() != 0) {
      LOG.warn("Janus refused a browser's answer with code {}", started.errorCode());
    }
    subscription.answered();
    advance();
  }

  /** A browser that owes an answer gets the offer again first: it may have been lost on the way. */
  void restart() {
    subscription.restart();
    if (subscription.awaitsAnswer()) {
      tellOffer();
    } else {
      advance();
    }
  }

  void trickle(@Nullable IceCandidate candidate) {
    Long at = handle;
    if (at != null) {
      session.trickle(at, candidate);
    }
  }

  private void published(JsonNode publisher) {
    List<String> mids = new ArrayList<>();
    for (JsonNode stream : publisher.path("streams")) {
      if (!stream.path("disabled").asBoolean()) {
        mids.add(stream.path("mid").asText());
      }
    }
    String feed = publisher.path("id").asText();
    refusedOnce.remove(feed);
    subscription.published(feed, mids);
  }

  private void advance() {
    Optional<Subscription.Ask> ask = subscription.next();
    while (ask.isPresent()) {
      take(session.ask(openHandle(), body(ask.get()), null));
      ask = subscription.next();
    }
  }

  private void take(Answer answer) {
    if (answer.isError(JanusErrors.NO_SUCH_FEED)) {
      refused();
      return;
    }
    answer.orThrow();
    if (answer.sdp() == null) {
      subscription.unchanged();
    } else {
      offered(answer);
    }
  }

  /** Somebody left while Janus was asked for their media: see who is still there, ask again. */
  private void refused() {
    Set<String> feeds = subscription.feedsAskedFor();
    subscription.refused();
    Set<String> sending = connection.sending();
    feeds.stream().filter(feed -> !refusedOnce.add(feed)).forEach(sending::remove);
    subscription.retain(sending);
  }

  private long openHandle() {
    Long open = handle;
    if (open == null) {
      open = connection.attach(Leg.RECEIVE);
      handle = open;
    }
    return open;
  }

  private ObjectNode body(Subscription.Ask ask) {
    if (ask instanceof Subscription.Join join) {
      return messages.joinSubscriber(connection.room(), join.wanted());
    }
    if (ask instanceof Subscription.Update update) {
      return messages.update(update.wanted(), update.droppedMids());
    }
    return messages.restart();
  }

  private void tellOffer() {
    Offer offer = lastOffer;
    if (offer != null) {
      connection.tell(listener -> listener.offered(offer.sdp(), offer.streams()));
    }
  }

  static ObjectNode jsep(String type, String sdp) {
    return Json.object().put("type", type).put("sdp", sdp);
  }

  private static List<RemoteStream> remoteStreams(JsonNode lines) {
    List<RemoteStream> remote = new ArrayList<>();
    for (JsonNode line : lines) {
      if (line.path("active").asBoolean()) {
        addRemote(line, remote);
      }
    }
    return List.copyOf(remote);
  }

  /** A data line carries everybody's data; the others carry one person's medium each. */
  private static void addRemote(JsonNode line, List<RemoteStream> remote) {
    String mid = line.path("mid").asText();
    String type = line.path("type").asText();
    if ("data".equals(type)) {
      line.path("source_ids")
          .forEach(id -> remote.add(new RemoteStream(mid, who(id), MediaKind.DATA)));
    } else if (line.has("feed_id")) {
      MediaKind kind = "audio".equals(type) ? MediaKind.AUDIO : MediaKind.VIDEO;
      remote.add(new RemoteStream(mid, who(line.path("feed_id")), kind));
    }
  }

  private static ParticipantId who(JsonNode id) {
    return new ParticipantId(id.asText());
  }
}
