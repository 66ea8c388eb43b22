package org.rapportfhir.server.visit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.rapportfhir.video.ParticipantId;
import org.rapportfhir.video.RoomEvent;
import org.rapportfhir.video.RoomId;
import org.rapportfhir.video.RoomListener;
import org.rapportfhir.video.RoomSpec;
import org.rapportfhir.video.VideoRooms;
import org.rapportfhir.video.VideoUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/**
 * Sees to it that each running or coming visit has its room and that nobody else has one, whatever
 * happens to the media server meanwhile; and carries the media server's events to the visits, in
 * order and each of them until it is stored.
 */
final class RoomKeeper implements RoomListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RoomKeeper.class);

  /** Enough for a family with an interpreter and two clinicians; groups set their own. */
  private static final int MAX_PUBLISHERS = 16;

  private static final int BITRATE = 2_000_000;
  private static final long RETRY_MILLIS = 500;

  private final VisitStore store;
  private final Visits visits;
  private final VideoRooms rooms;
  private final VisitSockets sockets;
  private final Clock clock;
  private final Duration roomBefore;
  private final ExecutorService events =
      Executors.newSingleThreadExecutor(
          work -> {
            var thread = new Thread(work, "rapport-room-events");
            thread.setDaemon(true);
            return thread;
          });

  RoomKeeper(
      VisitStore store,
      Visits visits,
      VideoRooms rooms,
      VisitSockets sockets,
      Clock clock,
      Duration roomBefore) {
    this.roomBefore = roomBefore;
    this.store = store;
    this.visits = visits;
    this.rooms = rooms;
    this.sockets = sockets;
    this.clock = clock;
    rooms.addListener(this);
  }

  /** Makes the room if the media server answers; {@link #makeMissingRooms} tries again if not. */
  void provide(Visit visit) {
    if (visit.over()) {
      closeRoom(visit.room());
    } else if (visit.start().isBefore(horizon()) && !store.isRoomOpen(visit.room())) {
      open(visit);
    }
  }

  /**
   * Ends the person's media and admission at the media server. If that is away, both end without us
   * soon: it forgets people whose server it doesn't hear.
   */
  void takeOut(Visit visit, Person person) {
    try {
      rooms.remove(new RoomId(visit.room()), new ParticipantId(person.id()));
    } catch (VideoUnavailableException e) {
      log.warn("The media server could not take somebody out: {}", e.getMessage());
    }
  }

  /** How many visits should have a room by now but don't. */
  int missingRooms() {
    return store.countWithoutRoom(horizon());
  }

  /** Visits that start later need no room yet. */
  private Instant horizon() {
    return clock.instant().plus(roomBefore);
  }

  private void open(Visit visit) {
    rooms.open(spec(visit));
    store.markRoom(visit.room(), true);
  }

  private void closeRoom(String room) {
    rooms.close(new RoomId(room));
    store.markRoom(room, false);
  }

  static RoomSpec spec(Visit visit) {
    return new RoomSpec(new RoomId(visit.room()), MAX_PUBLISHERS, BITRATE);
  }

  @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
  void makeMissingRooms() {
    if (!rooms.health().up()) {
      return;
    }
    try {
      store.withoutRoom(horizon()).forEach(this::open);
      store.roomsToClose().forEach(this::closeRoom);
    } catch (VideoUnavailableException | DataAccessException | TransactionException e) {
      log.warn("Rooms could not be looked after just now: {}", e.getMessage());
    }
  }

  @Override
  public void on(RoomEvent event) {
    untilStored("apply " + event.getClass().getSimpleName(), () -> visits.apply(event));
  }

  @Override
  public void serverLost() {
    untilStored(
        "note the loss of the media server",
        () -> {
          store.markAllRoomsLost();
          store.inProgress().forEach(v -> visits.change(v.id(), x -> x.mediaLost(clock.instant())));
        });
    sockets.mediaLost();
  }

  @Override
  public void serverBack() {
    untilStored(
        "make the rooms again",
        () -> {
          store.markAllRoomsLost();
          store.notOver(horizon()).stream()
              .sorted(Comparator.comparing(v -> v.status() != VisitStatus.IN_PROGRESS))
              .forEach(this::openQuietly);
          store.inProgress().forEach(v -> visits.change(v.id(), x -> x.mediaBack(clock.instant())));
          sockets.mediaBack();
        });
  }

  private void openQuietly(Visit visit) {
    try {
      open(visit);
    } catch (VideoUnavailableException e) {
      log.warn("A room waits for the media server: {}", e.getMessage());
    }
  }

  private void untilStored(String what, Runnable work) {
    events.execute(
        () -> {
          while (!Thread.currentThread().isInterrupted()) {
            try {
              work.run();
              return;
            } catch (DataAccessException | TransactionException e) {
              log.warn("Waiting for the database to {}", what);
              pause();
            } catch (RuntimeException e) {
              log.error("Could not {}", what, e);
              return;
            }
          }
        });
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    events.shutdownNow();
  }
}
