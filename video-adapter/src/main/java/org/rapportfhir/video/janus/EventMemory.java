package org.rapportfhir.video.janus;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.video.MediaKind;

/**
 * The little that must be remembered between events: who joined by which handle, so that nobody
 * leaves twice, and which media flow, so that one simulcast layer that pauses is not a camera that
 * was switched off. Bounded: the oldest are forgotten, and a forgotten person's events still make
 * sense, only less finely.
 */
final class EventMemory {
  private static final int MOST_PEOPLE = 10_000;

  /** One medium's layer; layer 0 without simulcast. */
  record Layer(String mid, int substream) {}

  /** What is known of one person's sending handle. */
  private static final class Sender {
    private final long handle;
    private final Map<MediaKind, Set<Layer>> flowing = new HashMap<>();

    Sender(long handle) {
      this.handle = handle;
    }
  }

  private final Map<JanusEvent.Person, Sender> senders =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<JanusEvent.Person, Sender> eldest) {
          return size() > MOST_PEOPLE;
        }
      };

  synchronized void clear() {
    senders.clear();
  }

  synchronized void joined(JanusEvent.Person person, long handle) {
    senders.remove(person);
    senders.put(person, new Sender(handle));
  }

  synchronized void left(JanusEvent.Person person) {
    senders.remove(person);
  }

  /** Forgets the person if it is this handle by which they are in; says whether that was so. */
  synchronized boolean leftBy(JanusEvent.Person person, long handle) {
    Sender sender = senders.get(person);
    if (sender == null || sender.handle != handle) {
      return false;
    }
    senders.remove(person);
    return true;
  }

  /** A layer began to flow; says whether the kind of media did not flow before. */
  synchronized boolean began(JanusEvent.Person person, long handle, MediaKind kind, Layer layer) {
    Set<Layer> flowing = sender(person, handle).flowing.computeIfAbsent(kind, k -> new HashSet<>());
    boolean first = flowing.isEmpty();
    flowing.add(layer);
    return first;
  }

  /** A layer stopped; says whether with it the kind of media stopped. */
  synchronized boolean stopped(JanusEvent.Person person, long handle, MediaKind kind, Layer layer) {
    Set<Layer> flowing = sender(person, handle).flowing.get(kind);
    if (flowing == null) {
      return layer.substream() == 0;
    }
    return flowing.remove(layer) && flowing.isEmpty();
  }

  /** The PeerConnection is down: gives what flowed till now. */
  synchronized Set<MediaKind> stoppedAll(JanusEvent.Person person, long handle) {
    Set<MediaKind> stopped = EnumSet.noneOf(MediaKind.class);
    Sender sender = senders.get(person);
    if (sender != null && sender.handle == handle) {
      sender.flowing.forEach(
          (kind, layers) -> {
            if (!layers.isEmpty()) {
              stopped.add(kind);
            }
          });
      sender.flowing.clear();
    }
    return stopped;
  }

  private Sender sender(JanusEvent.Person person, long handle) {
    Sender known = senders.get(person);
    if (known == null) {
      known = new Sender(handle);
      senders.put(person, known);
    }
    return known;
  }
}
