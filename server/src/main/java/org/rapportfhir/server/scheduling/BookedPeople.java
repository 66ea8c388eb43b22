package org.rapportfhir.server.scheduling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentParticipantComponent;
import org.rapportfhir.profiles.VisitRole;
import org.rapportfhir.server.visit.Actors;
import org.rapportfhir.server.visit.Attendee;
import org.rapportfhir.server.visit.ParticipantTypes;
import org.springframework.stereotype.Component;

/** Who takes part in a visit by its Appointment, and as what. */
@Component
final class BookedPeople {
  private static final Set<String> PEOPLE =
      Set.of("Patient", "Practitioner", "PractitionerRole", "RelatedPerson");

  private final Actors actors;

  BookedPeople(Actors actors) {
    this.actors = actors;
  }

  /**
   * Everybody once, in the Appointment's order.
   *
   * @throws org.rapportfhir.server.fhir.RapportException {@code sched-no-practitioner}, {@code
   *     sched-bad-role}, {@code sched-one-client}, {@code sched-no-host}
   */
  List<Attendee> of(Appointment appointment) {
    Map<String, Attendee> people = new LinkedHashMap<>();
    List<AppointmentParticipantComponent> participants = appointment.getParticipant();
    for (int i = 0; i < participants.size(); i++) {
      attendee(participants.get(i), "Appointment.participant[" + i + "]")
          .ifPresent(person -> people.putIfAbsent(person.reference(), person));
    }
    if (people.values().stream().filter(p -> p.role() == VisitRole.CLIENT).count() > 1) {
      throw SchedulingError.ONE_CLIENT.at("Appointment.participant");
    }
    if (people.values().stream().noneMatch(BookedPeople::leads)) {
      throw SchedulingError.NO_HOST.at("Appointment.participant");
    }
    return new ArrayList<>(people.values());
  }

  private Optional<Attendee> attendee(AppointmentParticipantComponent participant, String place) {
    IIdType actor = participant.getActor().getReferenceElement();
    if (!actor.hasResourceType()
        || !actor.hasIdPart()
        || !PEOPLE.contains(actor.getResourceType())) {
      return Optional.empty(); // a place, a device, or nobody yet
    }
    String person =
        actors
            .person(actor.getResourceType() + "/" + actor.getIdPart())
            .orElseThrow(() -> SchedulingError.NO_PRACTITIONER.at(place + ".actor"));
    Optional<VisitRole> stated = VisitRole.of(participant);
    if (stated.isEmpty()) {
      return Optional.of(byType(participant, person));
    }
    var attendee = new Attendee(person, stated.get());
    if (!attendee.fits()) {
      throw SchedulingError.BAD_ROLE.at(place);
    }
    return Optional.of(attendee);
  }

  /** R4's types were not made for this, so they are followed only where they make sense. */
  private static Attendee byType(AppointmentParticipantComponent participant, String person) {
    return participant.getType().stream()
        .flatMap(type -> ParticipantTypes.roleOf(type).stream())
        .map(role -> new Attendee(person, role))
        .filter(Attendee::fits)
        .findFirst()
        .orElseGet(() -> Attendee.usual(person));
  }

  private static boolean leads(Attendee person) {
    return person.role() == VisitRole.HOST || person.role() == VisitRole.CO_HOST;
  }
}
