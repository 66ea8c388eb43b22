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
import org.rapportfhir.server.visit.Visit;
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
  private static final Set<AppointmentStatus> GIVEN_UP =
      EnumSet.of(
          AppointmentStatus.CANCELLED, AppointmentStatus.NOSHOW, AppointmentStatus.ENTEREDINERROR);
  private static final Duration LONGEST = Duration.ofHours(12);

  private final Visits visits;
  private final BookedTimes times;
  private final Clock clock;

  BookingHooks(Visits visits, BookedTimes times, Clock clock) {
    this.visits = visits;
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
      refuseBadTimes(appointment, true);
      linkTo(appointment, UUID.randomUUID().toString());
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
    if (visit.isPresent()) {
      linkTo(appointment, visit.get().id());
      boolean moved = isMoved(visit.get(), appointment);
      if (moved && visit.get().over()) {
        throw SchedulingError.VISIT_OVER.at("Appointment.start");
      }
      if (needsVisit(appointment)) {
        refuseBadTimes(appointment, moved);
      }
    } else if (needsVisit(appointment)) {
      refuseBadTimes(appointment, true);
      linkTo(appointment, UUID.randomUUID().toString());
    }
  }

  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
  public void updated(IBaseResource before, IBaseResource after, TransactionDetails tx) {
    if (!(after instanceof Appointment appointment)) {
      return;
    }
    Optional<Visit> visit = visitOf(appointment);
    if (visit.isEmpty()) {
      if (needsVisit(appointment)) {
        plan(appointment, tx);
      }
    } else if (GIVEN_UP.contains(appointment.getStatus())) {
      visits.cancel(visit.get().id());
    } else if (isMoved(visit.get(), appointment)) {
      Instant start = start(appointment);
      Instant end = end(appointment);
      times.move(visit.get().id(), clinicians(appointment), start, end);
      visits.reschedule(visit.get().id(), start, end);
    }
  }

  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
  public void deleted(IBaseResource resource) {
    if (resource instanceof Appointment appointment) {
      visitOf(appointment).ifPresent(visit -> visits.cancel(visit.id()));
    }
  }

  private void plan(Appointment appointment, TransactionDetails tx) {
    List<String> people = references(appointment);
    if (people.stream().filter(p -> p.startsWith("Patient/")).count() > 1) {
      throw SchedulingError.ONE_CLIENT.at("Appointment.participant");
    }
    String id = linkedVisit(appointment).orElseThrow();
    Instant start = start(appointment);
    Instant end = end(appointment);
    times.take(id, clinicians(appointment), start, end);
    visits.plan(id, appointment, people, start, end, tx);
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

  private void linkTo(Appointment appointment, String visit) {
    VirtualServices.write(appointment, visits.landing(visit));
    appointment.getSupportingInformation().removeIf(BookingHooks::isVisitLink);
    appointment.addSupportingInformation(
        new Reference()
            .setType("Encounter")
            .setIdentifier(new Identifier().setSystem(Rapport.Sid.VISIT).setValue(visit)));
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

  private static List<String> clinicians(Appointment appointment) {
    return references(appointment).stream().filter(r -> r.startsWith("Practitioner")).toList();
  }

  private static List<String> references(Appointment appointment) {
    return appointment.getParticipant().stream()
        .map(p -> p.getActor().getReferenceElement())
        .filter(id -> id.hasResourceType() && id.hasIdPart())
        .map(id -> id.getResourceType() + "/" + id.getIdPart())
        .filter(r -> r.matches("(Patient|Practitioner|PractitionerRole|RelatedPerson)/.+"))
        .distinct()
        .toList();
  }

  private static Instant start(Appointment appointment) {
    return appointment.getStart().toInstant();
  }

  private static Instant end(Appointment appointment) {
    return appointment.getEnd().toInstant();
  }
}
