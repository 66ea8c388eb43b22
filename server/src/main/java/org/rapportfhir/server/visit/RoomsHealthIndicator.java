package org.rapportfhir.server.visit;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Shows how many visits of the coming day still wait for their room. */
@Component("rooms")
final class RoomsHealthIndicator implements HealthIndicator {
  private final RoomKeeper rooms;

  RoomsHealthIndicator(RoomKeeper rooms) {
    this.rooms = rooms;
  }

  @Override
  public Health health() {
    try {
      int waiting = rooms.missingRooms();
      return Health.up().withDetail("waiting", waiting).build();
    } catch (DataAccessException noDatabase) {
      return Health.unknown().build();
    }
  }
}
