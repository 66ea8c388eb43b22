package org.rapportfhir.server.media;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.server.settings.RapportSettings;
import org.rapportfhir.video.janus.JanusVideoRooms;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Takes in what Janus's event handler posts; only Janus knows the password. */
@RestController
final class JanusEventsController {
  private final JanusVideoRooms rooms;
  private final byte[] credentials;

  JanusEventsController(JanusVideoRooms rooms, RapportSettings settings) {
    this.rooms = rooms;
    String pair =
        MediaConfiguration.EVENTS_USER + ":" + MediaConfiguration.eventsPassword(settings);
    this.credentials =
        ("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
            .getBytes(StandardCharsets.UTF_8);
  }

  @PostMapping(MediaConfiguration.EVENTS_PATH)
  ResponseEntity<Void> accept(
      @RequestHeader(value = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization,
      HttpServletRequest request)
      throws IOException {
    if (authorization == null
        || !MessageDigest.isEqual(authorization.getBytes(StandardCharsets.UTF_8), credentials)) {
      return ResponseEntity.status(401).build();
    }
    try {
      rooms.events().accept(request.getInputStream());
      return ResponseEntity.ok().build();
    } catch (IllegalArgumentException malformed) {
      return ResponseEntity.badRequest().build();
    }
  }
}
