package org.rapportfhir.video.janus;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.rapportfhir.video.RoomEvent;
import org.rapportfhir.video.RoomListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all room listeners everything, one thing at a time and in order. */
final class RoomListeners {
  private static final Logger LOG = LoggerFactory.getLogger(RoomListeners.class);

  private final List<RoomListener> listeners = new CopyOnWriteArrayList<>();
  private final SerialLane lane;

  RoomListeners(Executor pool) {
    this.lane = new SerialLane(pool);
    lane.startWith(() -> {});
  }

  void add(RoomListener listener) {
    listeners.add(listener);
  }

  /** The future completes when all listeners have heard all of the events. */
  CompletableFuture<Void> tell(List<RoomEvent> events) {
    return CompletableFuture.runAsync(
        () -> events.forEach(event -> each(listener -> listener.on(event))), lane);
  }

  void serverLost() {
    lane.execute(() -> each(RoomListener::serverLost));
  }

  void serverBack() {
    lane.execute(() -> each(RoomListener::serverBack));
  }

  /** One listener's failure is its own. */
  private void each(Consumer<RoomListener> news) {
    for (RoomListener listener : listeners) {
      try {
        news.accept(listener);
      } catch (RuntimeException e) {
        LOG.error("A room listener failed", e);
      }
    }
  }
}
