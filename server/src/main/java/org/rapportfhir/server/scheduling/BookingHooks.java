package org.rapportfhir.server.scheduling;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.rapportfhir.profiles.Rapport;
import org.rapportfhir.profiles.VirtualServices;
import org.rapportfhir.server.fhir.FhirExtension;
import org.rapportfhir.server.visit.Attendee;
import org.rapportfhir.server.visit.Visit;
import org.rapportfhir.server.visit.VisitStatus;
import org.rapportfhir.server.visit.Visits;
import org.springframework.stereotype.Component;

/**
 * Makes the visit with the Appointment, and lets it follow. The Appointment gets its links before
 * it is stored; the visit and its Encounter are made before the same transaction commits, so there
 * is never one without the other. References of a bundle are settled only then.
 */
@Component
@Interceptor
public final class BookingHooks implements FhirExtension {
  private static final Set<AppointmentStatus> BOOKED =
      EnumSet.of(AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED, AppointmentStatus.CHECKEDIN);
  private static final Duration LONGEST = Duration.ofHours(12);

  private final Visits visits;
  private final BookedPeople people;
  private final BookedTimes times;
  private final Clock clock;

  BookingHooks(Visits visits, BookedPeople people, BookedTimes times, Clock clock) {
    this.visits = visits;
    this.people = people;
    this.times = times;
    this.clock = clock;
  }

  @Override
  public Kind kind() {
    return Kind.STORAGE_INTERCEPTOR;
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void beforeCreate(IBaseResource resource) {
    if (resource instanceof Appointment appointment && needsVisit(appointment)) {
      linkToNewVisit(appointment);
    }
  }

  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
  public void created(IBaseResource resource, TransactionDetails tx) {
    if (resource instanceof Appointment appointment && needsVisit(appointment)) {
      plan(appointment, tx);
    }
  }

  /** The server's links stay, even when a client sends back an Appointment without them. */
  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void beforeUpdate(IBaseResource before, IBaseResource after) {
    if (!(after instanceof Appointment appointment)) {
      return;
    }
    Optional<Visit> visit = visitOf(appointment);
    if (visit.isPresent() && !VirtualAppointments.isVirtual(appointment)) {
      unlink(appointment);
    } else if (visit.isPresent() && !isBookedAnew(visit.get(), before, appointment)) {
      linkTo(appointment, visit.get().id());
      if (needsVisit(appointment)) {
        refuseBadTimes(appointment, isMoved(visit.get(), appointment));
      }
    } else if (needsVisit(appointment)) {
      linkToNewVisit(appointment);
    }
  }

  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
  public void updated(IBaseResource before, IBaseResource after, TransactionDetails tx) {
    if (!(after instanceof Appointment appointment)) {
      return;
    }
    Optional<Visit> visit = visitOf(appointment);
    if (!needsVisit(appointment)) {
      visit.filter(v -> isGivenUp(appointment)).ifPresent(v -> visits.cancel(v.id()));
    } else if (visit.map(Visit::id).equals(linkedVisit(appointment))) {
      follow(visit.orElseThrow(), appointment);
    } else {
      plan(appointment, tx);
    }
  }

  /** The visit's Encounter points to it. */
  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
  public void beforeDelete(IBaseResource resource) {
    if (resource instanceof Appointment appointment && visitOf(appointment).isPresent()) {
      throw SchedulingError.APPOINTMENT_STAYS.refusal();
    }
  }

  private void plan(Appointment appointment, TransactionDetails tx) {
    List<Attendee> booked = people.of(appointment);
    String id = linkedVisit(appointment).orElseThrow();
    Instant start = start(appointment);
    Instant end = end(appointment);
    times.take(id, clinicians(booked), start, end);
    visits.plan(id, appointment, booked, start, end, tx);
  }

  private void follow(Visit visit, Appointment appointment) {
    List<Attendee> booked = people.of(appointment);
    Instant start = start(appointment);
    Instant end = end(appointment);
    if (!visits.follow(visit.id(), booked, start, end).over()) {
      times.move(visit.id(), clinicians(booked), start, end);
    }
  }

  /**
   * Whether a visit that was cancelled shall take place after all, as another one: for FHIR a
   * cancelled Encounter stays so. An Appointment that only goes on saying that it is booked, after
   * its visit was cancelled at the desk, asks for nothing.
   */
  private static boolean isBookedAnew(Visit visit, IBaseResource before, Appointment after) {
    if (!visit.over() || !needsVisit(after)) {
      return false;
    }
    boolean moved = isMoved(visit, after);
    if (!moved && before instanceof Appointment earlier && needsVisit(earlier)) {
      return false;
    }
    if (visit.status() == VisitStatus.FINISHED) {
      throw SchedulingError.VISIT_OVER.at(moved ? "Appointment.start" : "Appointment.status");
    }
    return true;
  }

  /** In the room instead, or not booked any more. What is fulfilled was not given up. */
  private static boolean isGivenUp(Appointment appointment) {
    return !VirtualAppointments.isVirtual(appointment)
        || appointment.getStatus() != AppointmentStatus.FULFILLED;
  }

  private void refuseBadTimes(Appointment appointment, boolean newTime) {
    if (!appointment.hasStart() || !appointment.hasEnd()) {
      return; // FHIR's own rule app-3 says so better.
    }
    Instant start = start(appointment);
    Instant end = end(appointment);
    if (!end.isAfter(start)) {
      throw SchedulingError.END_BEFORE_START.at("Appointment.end");
    }
    if (Duration.between(start, end).compareTo(LONGEST) > 0) {
      throw SchedulingError.TOO_LONG.at("Appointment.end");
    }
    if (newTime && end.isBefore(clock.instant())) {
      throw SchedulingError.IN_THE_PAST.at("Appointment.start");
    }
  }

  private void linkToNewVisit(Appointment appointment) {
    refuseBadTimes(appointment, true);
    linkTo(appointment, UUID.randomUUID().toString());
  }

  private void linkTo(Appointment appointment, String visit) {
    VirtualServices.write(appointment, visits.landing(visit));
    unlink(appointment);
    appointment.addSupportingInformation(
        new Reference()
            .setType("Encounter")
            .setIdentifier(new Identifier().setSystem(Rapport.Sid.VISIT).setValue(visit)));
  }

  private static void unlink(Appointment appointment) {
    appointment.getSupportingInformation().removeIf(BookingHooks::isVisitLink);
  }

  private static Optional<String> linkedVisit(Appointment appointment) {
    return appointment.getSupportingInformation().stream()
        .filter(BookingHooks::isVisitLink)
        .map(link -> link.getIdentifier().getValue())
        .findFirst();
  }

  private static boolean isVisitLink(Reference reference) {
    return Rapport.Sid.VISIT.equals(reference.getIdentifier().getSystem());
  }

  private Optional<Visit> visitOf(Appointment appointment) {
    String id = appointment.getIdElement().getIdPart();
    return id == null ? Optional.empty() : visits.ofAppointment(id);
  }

  private static boolean isMoved(Visit visit, Appointment appointment) {
    return appointment.hasStart()
        && appointment.hasEnd()
        && !(start(appointment).equals(visit.start()) && end(appointment).equals(visit.end()));
  }

  private static boolean needsVisit(Appointment appointment) {
    return BOOKED.contains(appointment.getStatus()) && VirtualAppointments.isVirtual(appointment);
  }

  private static List<String> clinicians(List<Attendee> booked) {
    return booked.stream()
        .map(Attendee::reference)
        .filter(person -> person.startsWith("Practitioner/"))
        .toList();
  }

  private static Instant start(Appointment appointment) {
    return appointment.getStart().toInstant();
  }

  private static Instant end(Appointment appointment) {
    return appointment.getEnd().toInstant();
  }
}
