package org.rapportfhir.server.visit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rapportfhir.server.settings.RapportSettings;
import org.rapportfhir.video.VideoRooms;

/** Makes a page's state out of a visit and a person. */
final class JoinStates {
  private static final Duration CHECK_LASTS = Duration.ofDays(30);

  private final People people;
  private final DeviceChecks checks;
  private final VideoRooms rooms;
  private final RapportSettings settings;
  private final Clock clock;

  JoinStates(
      People people, DeviceChecks checks, VideoRooms rooms, RapportSettings settings, Clock clock) {
    this.people = people;
    this.checks = checks;
    this.rooms = rooms;
    this.settings = settings;
    this.clock = clock;
  }

  JoinState of(Visit visit, Person person) {
    People.Contact contact = people.of(person.reference());
    Instant now = clock.instant();
    Instant opens = opens(visit);
    return new JoinState(
        person.role().name().toLowerCase(Locale.ROOT),
        step(visit, person, now, opens),
        due(person, now),
        new JoinState.Practice(settings.practice().name(), settings.practice().phone()),
        clinician(visit),
        visit.start(),
        visit.end(),
        opens,
        settings.practice().timeZone().getId(),
        contact.language(),
        contact.phoneEnding(),
        contact.state(),
        rooms.health().up(),
        visit.note());
  }

  Instant opens(Visit visit) {
    return visit.start().minus(settings.visit().opensBefore());
  }

  private String clinician(Visit visit) {
    return visit.people().stream()
        .filter(Person::leads)
        .findFirst()
        .map(p -> people.of(p.reference()).given())
        .orElse("");
  }

  private static String step(Visit visit, Person person, Instant now, Instant opens) {
    if (visit.over()) {
      return "ended";
    }
    return switch (person.state()) {
      case DECLINED, REMOVED, UNINVITED -> "declined";
      case ADMITTED -> "admitted";
      case READY -> "waiting";
      case EXPECTED, OPENED, LEFT ->
          now.isBefore(opens) && person.role() != Role.HOST ? "early" : "welcome";
    };
  }

  private List<String> due(Person person, Instant now) {
    boolean checkedIn =
        person.state() == PersonState.READY || person.state() == PersonState.ADMITTED;
    if (checkedIn || person.role() == Role.HOST) {
      return List.of();
    }
    var due = new ArrayList<String>();
    if (!checks.passedSince(person.reference(), now.minus(CHECK_LASTS))) {
      due.add("devices");
    }
    due.add("place");
    return due;
  }
}
