package org.rapportfhir.server.visit;

import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationComponent;
import org.hl7.fhir.r4.model.Encounter.EncounterParticipantComponent;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.profiles.MediaUsed;
import org.rapportfhir.profiles.PatientLocation;
import org.rapportfhir.profiles.PlaceKind;
import org.rapportfhir.profiles.PlaceOfService;
import org.rapportfhir.profiles.TechnicalTrouble;
import org.rapportfhir.profiles.TelehealthModifier;
import org.rapportfhir.profiles.VisitRole;

/**
 * Writes what a visit knows onto its Encounter, and leaves everything else there as the EHR put it.
 * Writing the same visit twice changes nothing.
 */
final class EncounterRecord {
  private static final String PLACE_ID = "client-place";

  private EncounterRecord() {}

  static void write(Visit visit, Encounter encounter, Instant now) {
    status(visit, encounter);
    period(visit, encounter);
    subject(visit, encounter);
    participants(visit, encounter);
    place(visit, encounter);
    troubles(visit, encounter);
    media(visit, encounter, now);
  }

  private static void status(Visit visit, Encounter encounter) {
    encounter.setStatus(EncounterStatus.fromCode(visit.status().code()));
    encounter.getStatusHistory().clear();
    List<Visit.StatusSince> history = visit.history();
    for (int i = 0; i + 1 < history.size(); i++) {
      encounter
          .addStatusHistory()
          .setStatus(EncounterStatus.fromCode(history.get(i).status().code()))
          .setPeriod(span(history.get(i).since(), history.get(i + 1).since()));
    }
  }

  /** Planned until it starts, then what really was. */
  private static void period(Visit visit, Encounter encounter) {
    Optional<Instant> started = visit.startedAt();
    if (started.isEmpty()) {
      encounter.setPeriod(span(visit.start(), visit.end()));
      return;
    }
    Period period = new Period().setStart(Date.from(started.get()));
    visit.endedAt().ifPresent(end -> period.setEnd(Date.from(end)));
    encounter.setPeriod(period);
  }

  private static void subject(Visit visit, Encounter encounter) {
    Person client = visit.client();
    if (client != null && !isTo(encounter.getSubject(), client.reference())) {
      encounter.setSubject(new Reference(client.reference()));
    }
  }

  /**
   * R4 has the client as subject, and only the others as participants. Who has a visit role is of
   * the visit; participants without are the EHR's.
   */
  private static void participants(Visit visit, Encounter encounter) {
    encounter.getParticipant().removeIf(entry -> isOfTheVisit(entry) && isGone(visit, entry));
    for (Person person : visit.people()) {
      if (person.role() == Role.CLIENT) {
        continue;
      }
      EncounterParticipantComponent entry = participant(encounter, person);
      entry.setPeriod(inTheRoom(person));
    }
  }

  /** Null for somebody who was never there. */
  private static @Nullable Period inTheRoom(Person person) {
    Instant joined = person.firstJoined();
    if (joined == null) {
      return null;
    }
    Period period = new Period().setStart(Date.from(joined));
    Instant left = person.lastLeft();
    return left == null ? period : period.setEnd(Date.from(left));
  }

  private static EncounterParticipantComponent participant(Encounter encounter, Person person) {
    for (EncounterParticipantComponent entry : encounter.getParticipant()) {
      if (isTo(entry.getIndividual(), person.reference())) {
        return cast(entry, person.visitRole());
      }
    }
    return cast(
        encounter.addParticipant().setIndividual(new Reference(person.reference())),
        person.visitRole());
  }

  private static EncounterParticipantComponent cast(
      EncounterParticipantComponent entry, VisitRole role) {
    if (!VisitRole.of(entry).equals(Optional.of(role))) {
      entry.getType().clear();
      entry.addType().addCoding(ParticipantTypes.of(role));
      role.writeTo(entry);
    }
    return entry;
  }

  static boolean isOfTheVisit(EncounterParticipantComponent entry) {
    return VisitRole.of(entry).isPresent();
  }

  static boolean isGone(Visit visit, EncounterParticipantComponent entry) {
    return visit.people().stream().noneMatch(p -> isTo(entry.getIndividual(), p.reference()));
  }

  /** Whether it leads there, written in full or with a version or not. */
  static boolean isTo(Reference reference, String target) {
    IIdType id = reference.getReferenceElement();
    return target.equals(id.getResourceType() + "/" + id.getIdPart());
  }

  private static void place(Visit visit, Encounter encounter) {
    Optional<Person> client =
        visit.people().stream()
            .filter(p -> p.role() == Role.CLIENT && p.place() != null)
            .findFirst();
    if (client.isEmpty()) {
      return;
    }
    Place where = Objects.requireNonNull(client.get().place());
    Location location = new Location();
    location.setId(PLACE_ID);
    Address address = new Address().setState(where.state()).setCountry("US");
    if (where.address() != null) {
      address.setText(where.address());
    }
    location.setAddress(address);
    encounter.getContained().removeIf(r -> PLACE_ID.equals(r.getIdElement().getIdPart()));
    encounter.getContained().removeIf(r -> ("#" + PLACE_ID).equals(r.getId()));
    encounter.addContained(location);
    EncounterLocationComponent entry =
        encounter.getLocation().stream()
            .filter(l -> ("#" + PLACE_ID).equals(l.getLocation().getReference()))
            .findFirst()
            .orElseGet(encounter::addLocation);
    entry.setLocation(new Reference("#" + PLACE_ID));
    new PatientLocation(where.state(), kind(where), where.statedAt(), client.get().reference())
        .writeTo(entry);
  }

  private static Optional<Place> clientPlace(Visit visit) {
    return visit.people().stream()
        .filter(p -> p.role() == Role.CLIENT)
        .map(Person::place)
        .filter(Objects::nonNull)
        .max(Comparator.comparing(Place::statedAt));
  }

  private static PlaceKind kind(Place where) {
    return where.home() ? PlaceKind.HOME : PlaceKind.ELSEWHERE;
  }

  /** All of it anew, so that nothing stands that nobody noticed. */
  private static void troubles(Visit visit, Encounter encounter) {
    TechnicalTrouble.removeFrom(encounter);
    visit.troubles().forEach(t -> trouble(visit, t).writeTo(encounter));
  }

  /**
   * What flowed and what follows from it, known at the end. Nobody knows it before. Where nothing
   * flowed, modifier and place of service of a visit that is over are for the EHR to say.
   */
  private static void media(Visit visit, Encounter encounter, Instant now) {
    MediaUsed.removeFrom(encounter);
    if (!visit.over()) {
      TelehealthModifier.removeFrom(encounter);
      PlaceOfService.removeFrom(encounter);
      return;
    }
    Optional<MediaUsed> used = MediaFacts.of(visit, now);
    used.ifPresent(media -> media.writeTo(encounter));
    used.flatMap(MediaFacts::modifier).ifPresent(modifier -> modifier.writeTo(encounter));
    used.flatMap(media -> clientPlace(visit))
        .ifPresent(where -> PlaceOfService.of(kind(where)).writeTo(encounter));
  }

  private static TechnicalTrouble trouble(Visit visit, Visit.Trouble trouble) {
    String who =
        trouble.person() == null
            ? null
            : visit.person(trouble.person()).map(Person::reference).orElse(null);
    TechnicalTrouble began = TechnicalTrouble.began(trouble.kind(), trouble.span().from(), who);
    Instant until = trouble.span().until();
    return until == null ? began : began.over(until);
  }

  private static Period span(Instant from, Instant to) {
    return new Period().setStart(Date.from(from)).setEnd(Date.from(to));
  }
}
