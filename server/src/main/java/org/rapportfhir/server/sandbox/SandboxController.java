package org.rapportfhir.server.sandbox;

import java.util.List;
import java.util.Map;
import org.rapportfhir.server.settings.RapportSettings;
import org.rapportfhir.server.visit.Invitations;
import org.rapportfhir.server.visit.Visits;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the command line asks of the sandbox; its secret is checked before anything comes here. */
@RestController
@ConditionalOnProperty("rapport.sandbox")
final class SandboxController {
  private static final Map<String, String> NONE = Map.of("error", "sandbox-no-visit");

  private final ReadyVisit readyVisit;
  private final Invitations invitations;
  private final Visits visits;
  private final Outbox outbox;
  private final RapportSettings settings;

  SandboxController(
      ReadyVisit readyVisit,
      Invitations invitations,
      Visits visits,
      Outbox outbox,
      RapportSettings settings) {
    this.readyVisit = readyVisit;
    this.invitations = invitations;
    this.visits = visits;
    this.outbox = outbox;
    this.settings = settings;
  }

  /**
   * Where to begin.
   *
   * @param clinician the name to sign in with at the desk
   * @param joinUrl the client's personal link, fresh with each answer
   */
  record Ready(
      String clinician, String encounter, String joinUrl, String deskUrl, String landingUrl) {}

  record Messages(List<Outbox.Message> messages) {}

  /** 503 where the store holds somebody else's data, or each clinician is busy. */
  @GetMapping("/sandbox/ready")
  ResponseEntity<Object> ready() {
    return readyVisit
        .ensure()
        .<ResponseEntity<Object>>map(found -> ResponseEntity.ok(answer(found)))
        .orElseGet(() -> ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(NONE));
  }

  @GetMapping("/sandbox/outbox")
  Messages outbox() {
    return new Messages(outbox.latest());
  }

  private Ready answer(ReadyVisit.Ready found) {
    String visit = found.visit().id();
    return new Ready(
        found.clinician().id(),
        visit,
        invitations.invite(visit, found.client()),
        settings.baseUrl() + "/desk",
        visits.landing(visit));
  }
}
