package org.rapportfhir.video.janus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What one person's receiving leg gets, and what to ask Janus for next. Only one question or offer
 * is open at a time; what changes meanwhile is put together into the next question. It does no I/O
 * and belongs to one thread at a time.
 */
final class Subscription {

  /** What to ask Janus for. */
  sealed interface Ask permits Join, Update, Restart {}

  /** The first streams: makes the subscriber. */
  record Join(List<FeedStream> wanted) implements Ask {}

  /** More or fewer streams on the PeerConnection that is there. */
  record Update(List<FeedStream> wanted, List<String> droppedMids) implements Ask {}

  /** New ICE credentials. */
  record Restart() implements Ask {}

  private enum Phase {
    IDLE,
    ASKED,
    OFFERED
  }

  private final Map<String, Set<FeedStream>> published = new LinkedHashMap<>();
  private final Set<FeedStream> asked = new HashSet<>();
  private final Map<String, FeedStream> carried = new HashMap<>();
  private final Set<String> stale = new LinkedHashSet<>();
  private Set<FeedStream> inFlight = Set.of();
  private Phase phase = Phase.IDLE;
  private boolean joined;
  private boolean restartWanted;

  /** Takes note of what this feed sends now; lines no longer in the list have ended. */
  void published(String feed, Collection<String> mids) {
    Set<FeedStream> now = new LinkedHashSet<>();
    mids.forEach(mid -> now.add(new FeedStream(feed, mid)));
    published.put(feed, now);
    drop(stream -> stream.feed().equals(feed) && !now.contains(stream));
  }

  /** This feed sends nothing any more; if it sends again later, that is something new. */
  void gone(String feed) {
    published.remove(feed);
    drop(stream -> stream.feed().equals(feed));
  }

  /** Forgets all feeds that are not among these. */
  void retain(Set<String> feeds) {
    List.copyOf(published.keySet()).stream().filter(f -> !feeds.contains(f)).forEach(this::gone);
  }

  void restart() {
    restartWanted = joined;
  }

  /** What to ask Janus for now, if anything; the answer must be told to this object. */
  Optional<Ask> next() {
    if (phase != Phase.IDLE) {
      return Optional.empty();
    }
    List<FeedStream> added =
        published.values().stream().flatMap(Set::stream).filter(s -> !asked.contains(s)).toList();
    if (!joined) {
      return added.isEmpty() ? Optional.empty() : Optional.of(ask(new Join(added), added));
    }
    if (!added.isEmpty() || !stale.isEmpty()) {
      List<String> dropped = new ArrayList<>(stale);
      stale.clear();
      return Optional.of(ask(new Update(added, dropped), added));
    }
    if (restartWanted) {
      restartWanted = false;
      return Optional.of(ask(new Restart(), List.of()));
    }
    return Optional.empty();
  }

  /** Janus made an offer that carries these lines (its own description of them). */
  void offered(JsonNode streams) {
    phase = Phase.OFFERED;
    joined = true;
    inFlight = Set.of();
    carried.clear();
    for (JsonNode line : streams) {
      if (line.path("active").asBoolean() && line.has("feed_id")) {
        FeedStream stream =
            new FeedStream(line.path("feed_id").asText(), line.path("feed_mid").asText());
        carried.put(line.path("mid").asText(), stream);
      }
    }
    carried.forEach(
        (mid, stream) -> {
          if (!asked.contains(stream)) {
            stale.add(mid);
          }
        });
  }

  /** Janus made an offer for the same lines as before. */
  void offeredAgain() {
    phase = Phase.OFFERED;
    inFlight = Set.of();
  }

  /** Janus agreed and made no offer, as nothing changed. */
  void unchanged() {
    phase = Phase.IDLE;
    inFlight = Set.of();
  }

  /** Janus refused: what was asked for may be asked for again. */
  void refused() {
    phase = Phase.IDLE;
    asked.removeAll(inFlight);
    inFlight = Set.of();
  }

  /** The browser answered the offer. */
  void answered() {
    if (phase == Phase.OFFERED) {
      phase = Phase.IDLE;
    }
  }

  /** Whether the browser owes an answer. */
  boolean awaitsAnswer() {
    return phase == Phase.OFFERED;
  }

  /** The feeds of the question that is open. */
  Set<String> feedsAskedFor() {
    Set<String> feeds = new HashSet<>();
    inFlight.forEach(stream -> feeds.add(stream.feed()));
    return feeds;
  }

  private Ask ask(Ask ask, List<FeedStream> added) {
    phase = Phase.ASKED;
    asked.addAll(added);
    inFlight = Set.copyOf(added);
    return ask;
  }

  private void drop(Predicate<FeedStream> ended) {
    asked.removeIf(ended);
    carried.forEach(
        (mid, stream) -> {
          if (ended.test(stream)) {
            stale.add(mid);
          }
        });
    carried.values().removeIf(ended);
  }
}
