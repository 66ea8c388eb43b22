package org.rapportfhir.server.visit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.server.fhir.RapportException;
import org.rapportfhir.server.settings.RapportSettings;
import org.rapportfhir.server.smart.Caller;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The desk's own feed: today's visits of the clinician who asks. */
@RestController
final class DeskController {
  private static final int MAX_NOTE = 280;

  private final VisitStore store;
  private final Visits visits;
  private final People people;
  private final RapportSettings settings;
  private final Clock clock;

  DeskController(
      VisitStore store, Visits visits, People people, RapportSettings settings, Clock clock) {
    this.store = store;
    this.visits = visits;
    this.people = people;
    this.settings = settings;
    this.clock = clock;
  }

  record Today(Clinician clinician, Practice practice, Instant now, List<DeskVisit> visits) {}

  record Clinician(String reference, String name) {}

  record Practice(String name, String timeZone) {}

  record DeskVisit(
      String id,
      Instant start,
      Instant end,
      String status,
      String type,
      boolean roomReady,
      List<DeskPerson> people) {}

  record DeskPerson(
      String reference,
      String name,
      String initials,
      String role,
      String state,
      Instant since,
      @Nullable DeskPlace place,
      @Nullable Devices devices,
      Person.@Nullable Reply reply) {}

  record DeskPlace(boolean home, String state) {}

  record Note(@Nullable String text) {}

  @GetMapping("/desk/today")
  ResponseEntity<Today> today(
      @RequestHeader(value = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known) {
    String clinician = clinician();
    ZoneId zone = settings.practice().timeZone();
    Instant now = clock.instant();
    LocalDate day = LocalDate.ofInstant(now, zone);
    List<DeskVisit> rows =
        store
            .ofHost(
                clinician,
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant())
            .stream()
            .map(this::row)
            .toList();
    // "now" is not part of the tag, or nothing would ever be unchanged.
    String tag = "\"" + Integer.toHexString(List.of(clinician, day, rows).hashCode()) + "\"";
    if (tag.equals(known)) {
      return ResponseEntity.status(304).eTag(tag).build();
    }
    Today today =
        new Today(
            new Clinician(clinician, people.of(clinician).name()),
            new Practice(settings.practice().name(), zone.getId()),
            now,
            rows);
    return ResponseEntity.ok().eTag(tag).body(today);
  }

  @PostMapping("/desk/visits/{id}/note")
  ResponseEntity<Void> note(@PathVariable String id, @RequestBody Note body) {
    Leading.refuseOthers(visits.get(id));
    String text = body.text() == null ? "" : body.text().strip();
    if (text.isEmpty() || text.length() > MAX_NOTE) {
      throw VisitError.BAD_NOTE.refusal();
    }
    visits.say(id, text);
    return ResponseEntity.noContent().build();
  }

  @ExceptionHandler(RapportException.class)
  ResponseEntity<Map<String, String>> refused(RapportException refusal) {
    return ResponseEntity.status(refusal.error().status())
        .body(Map.of("error", refusal.error().code()));
  }

  private static String clinician() {
    String user = Caller.current().fhirUser();
    if (user == null) {
      throw VisitError.NOT_HOST.refusal();
    }
    return user;
  }

  private DeskVisit row(Visit visit) {
    long clients = visit.people().stream().filter(p -> p.role() == Role.CLIENT).count();
    return new DeskVisit(
        visit.id(),
        visit.start(),
        visit.end(),
        visit.status().code(),
        clients > 2 ? "Group" : clients == 2 ? "Couple" : "Individual",
        store.isRoomOpen(visit.room()),
        visit.people().stream().filter(p -> p.role() != Role.HOST).map(this::person).toList());
  }

  private DeskPerson person(Person person) {
    People.Contact contact = people.of(person.reference());
    Place place = person.place();
    return new DeskPerson(
        person.reference(),
        contact.name(),
        contact.initials(),
        person.role() == Role.CLIENT ? "client" : "guest",
        person.state().deskWord(),
        person.since(),
        place == null ? null : new DeskPlace(place.home(), place.state()),
        person.devices(),
        person.reply());
  }
}
