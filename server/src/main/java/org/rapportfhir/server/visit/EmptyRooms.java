package org.rapportfhir.server.visit;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.scheduling.annotation.Scheduled;

/** Ends a visit that everybody has left; it ended when the last person did. */
final class EmptyRooms {
  private final VisitStore store;
  private final Visits visits;
  private final Clock clock;
  private final RapportSettings settings;

  EmptyRooms(VisitStore store, Visits visits, Clock clock, RapportSettings settings) {
    this.store = store;
    this.visits = visits;
    this.clock = clock;
    this.settings = settings;
  }

  @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
  void endThoseLeft() {
    Instant limit = clock.instant().minus(settings.visit().emptyRoomGrace());
    for (Visit visit : store.inProgress()) {
      visit
          .emptySince()
          .filter(since -> since.isBefore(limit))
          .ifPresent(since -> visits.change(visit.id(), v -> endIfStillEmpty(v, limit)));
    }
  }

  private static Visit endIfStillEmpty(Visit visit, Instant limit) {
    return visit.emptySince().filter(s -> s.isBefore(limit)).map(visit::end).orElse(visit);
  }
}
