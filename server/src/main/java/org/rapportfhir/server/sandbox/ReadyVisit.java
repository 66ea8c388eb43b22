package org.rapportfhir.server.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rapportfhir.server.sandbox.DemoPeople.Clinician;
import org.rapportfhir.server.visit.Role;
import org.rapportfhir.server.visit.Visit;
import org.rapportfhir.server.visit.VisitStatus;
import org.rapportfhir.server.visit.Visits;

/**
 * The visit that somebody who has just started the sandbox can join: it starts soon or has just
 * started, its client has not come yet, and it is of the first clinician who has such a one. When
 * there is none, one more is booked.
 */
final class ReadyVisit {
  private static final Duration TIME_LEFT = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofMinutes(25);

  private final DemoPeople people;
  private final Visits visits;
  private final DemoCalendar calendar;
  private final DemoStore store;
  private final AppointmentBundle appointments;
  private final SandboxLock lock;
  private final Duration ahead;
  private final Clock clock;

  /**
   * @param opensBefore how long before the start a client may check in
   */
  ReadyVisit(
      DemoPeople people,
      Visits visits,
      DemoCalendar calendar,
      DemoStore store,
      SandboxLock lock,
      Duration opensBefore,
      Clock clock) {
    this.people = people;
    this.visits = visits;
    this.calendar = calendar;
    this.store = store;
    this.appointments = new AppointmentBundle(people);
    this.lock = lock;
    this.ahead = opensBefore.compareTo(SOON) < 0 ? opensBefore : SOON;
    this.clock = clock;
  }

  /** A visit with its clinician and its client's reference. */
  record Ready(Clinician clinician, Visit visit, String client) {}

  /** Empty only when there is no demo practice here, or nobody of it is free. */
  Optional<Ready> ensure() {
    return lock.holding(() -> store.hasDemoPractice() ? findOrBook() : Optional.empty());
  }

  private Optional<Ready> findOrBook() {
    for (Clinician clinician : people.clinicians()) {
      Optional<Ready> ready = find(clinician).or(() -> book(clinician));
      if (ready.isPresent()) {
        return ready;
      }
    }
    return Optional.empty();
  }

  private Optional<Ready> book(Clinician clinician) {
    Optional<PlannedVisit> bookable = calendar.bookable(clinician, ahead);
    bookable.ifPresent(visit -> store.post(appointments.transaction(List.of(visit))));
    return bookable.flatMap(booked -> find(clinician));
  }

  private Optional<Ready> find(Clinician clinician) {
    Instant now = clock.instant();
    return visits
        .ofClinician(clinician.reference(), now.minus(LONGEST), now.plus(ahead).plusMillis(1))
        .stream()
        .filter(visit -> visit.status() == VisitStatus.PLANNED)
        .filter(visit -> visit.end().isAfter(now.plus(TIME_LEFT)))
        .min(Comparator.comparing(visit -> Duration.between(now, visit.start()).abs()))
        .flatMap(visit -> client(visit).map(who -> new Ready(clinician, visit, who)).findFirst());
  }

  private static Stream<String> client(Visit visit) {
    return visit.people().stream()
        .filter(person -> person.role() == Role.CLIENT)
        .map(person -> person.reference());
  }
}
