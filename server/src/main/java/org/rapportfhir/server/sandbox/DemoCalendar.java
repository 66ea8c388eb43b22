package org.rapportfhir.server.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rapportfhir.server.sandbox.DemoPeople.Client;
import org.rapportfhir.server.sandbox.DemoPeople.Clinician;
import org.rapportfhir.server.visit.Person;
import org.rapportfhir.server.visit.Role;
import org.rapportfhir.server.visit.Visit;
import org.rapportfhir.server.visit.Visits;

/** Who is booked when, and who would be on the days that are still empty. */
final class DemoCalendar {
  /** The longest that a visit of the day before may reach into a day. */
  private static final Duration REACH = Duration.ofHours(12);

  private final DemoPeople people;
  private final Visits visits;
  private final DaySchedule schedule;
  private final ZoneId zone;
  private final Clock clock;

  DemoCalendar(DemoPeople people, Visits visits, ZoneId zone, Clock clock) {
    this.people = people;
    this.visits = visits;
    this.schedule = new DaySchedule(zone);
    this.zone = zone;
    this.clock = clock;
  }

  /** Of each day on which nobody has a visit yet, from today on: the visits to book. */
  List<List<PlannedVisit>> missing() {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, zone);
    return DaySchedule.daysFrom(today).stream()
        .filter(this::isEmpty)
        .map(day -> planned(day, now))
        .filter(planned -> !planned.isEmpty())
        .toList();
  }

  private boolean isEmpty(LocalDate day) {
    return people.clinicians().stream().allMatch(who -> of(who, day).isEmpty());
  }

  private List<PlannedVisit> planned(LocalDate day, Instant now) {
    boolean today = day.equals(LocalDate.ofInstant(now, zone));
    var planned = new ArrayList<PlannedVisit>();
    for (int number = 0; number < people.clinicians().size(); number++) {
      Clinician clinician = people.clinicians().get(number);
      List<Slot> slots = today ? schedule.today(now, number) : schedule.ordinary(day, number);
      List<Slot> busy = busy(clinician, start(day));
      List<Slot> free =
          slots.stream().filter(slot -> busy.stream().noneMatch(slot::overlaps)).toList();
      planned.addAll(assign(clinician, free, day));
    }
    return planned;
  }

  /** Each client once a day at most, and not at the same hour every day. */
  private List<PlannedVisit> assign(Clinician clinician, List<Slot> slots, LocalDate day) {
    List<Client> clients = people.clientsOf(clinician);
    var planned = new ArrayList<PlannedVisit>();
    for (Slot slot : slots) {
      int turn = Math.floorMod(day.toEpochDay() + planned.size(), clients.size());
      planned.add(new PlannedVisit(clinician, clients.get(turn), slot));
    }
    return planned;
  }

  /**
   * A visit that could be booked now.
   *
   * @param ahead how far ahead it may start
   */
  Optional<PlannedVisit> bookable(Clinician clinician, Duration ahead) {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, zone);
    return OpenTime.next(schedule.soon(now), now.plus(ahead), busy(clinician, start(today)))
        .map(slot -> new PlannedVisit(clinician, whoseTurn(clinician, today), slot));
  }

  private Client whoseTurn(Clinician clinician, LocalDate today) {
    Set<String> seen =
        of(clinician, today).stream()
            .flatMap(visit -> visit.people().stream())
            .filter(person -> person.role() == Role.CLIENT)
            .map(Person::reference)
            .collect(Collectors.toSet());
    List<Client> clients = people.clientsOf(clinician);
    return clients.stream()
        .filter(client -> !seen.contains(client.reference()))
        .findFirst()
        .orElseGet(() -> clients.get(0));
  }

  private List<Visit> of(Clinician clinician, LocalDate day) {
    return visits.ofClinician(clinician.reference(), start(day), start(day.plusDays(1)));
  }

  /** A visit that is over, ended early or not, holds no time. */
  private List<Slot> busy(Clinician clinician, Instant day) {
    return visits
        .ofClinician(clinician.reference(), day.minus(REACH), day.plus(Duration.ofDays(2)))
        .stream()
        .filter(visit -> !visit.over())
        .map(visit -> new Slot(visit.start(), visit.end()))
        .toList();
  }

  private Instant start(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }
}
