package org.rapportfhir.server.visit;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Shows how many booked visits still wait for their room. */
@Component("rooms")
final class RoomsHealthIndicator implements HealthIndicator {
  private final VisitStore store;

  RoomsHealthIndicator(VisitStore store) {
    this.store = store;
  }

  @Override
  public Health health() {
    try {
      int waiting = store.countWithoutRoom();
      return Health.up().withDetail("waiting", waiting).build();
    } catch (DataAccessException noDatabase) {
      return Health.unknown().build();
    }
  }
}
