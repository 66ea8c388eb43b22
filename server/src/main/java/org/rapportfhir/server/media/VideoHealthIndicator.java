package org.rapportfhir.server.media;

import org.rapportfhir.video.VideoHealth;
import org.rapportfhir.video.VideoRooms;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * Shows whether the media server answers. FHIR goes on without it, so its loss is reported as
 * {@code DEGRADED}, which keeps the server in its load balancer.
 */
@Component("video")
final class VideoHealthIndicator implements HealthIndicator {
  private static final Status DEGRADED =
      new Status("DEGRADED", "Bookings are accepted; their rooms are made when video is back");

  private final VideoRooms rooms;

  VideoHealthIndicator(VideoRooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Health health() {
    VideoHealth video = rooms.health();
    return (video.up() ? Health.up() : Health.status(DEGRADED))
        .withDetail("since", video.since())
        .withDetail("detail", video.detail())
        .build();
  }
}
