package org.rapportfhir.server.visit;

import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.Appointment;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.profiles.TroubleKind;
import org.rapportfhir.profiles.VisitRole;
import org.rapportfhir.video.RoomEvent;
import org.springframework.transaction.support.TransactionOperations;

/**
 * All visits. Each change is one transaction: the visit is locked, changed, stored, and what of it
 * stands on the Encounter is written there. Every node hears of it after the commit.
 */
public class Visits {
  private final VisitStore store;
  private final EncounterWriter encounters;
  private final JoinLinks links;
  private final List<VisitEndListener> endListeners;
  private final TransactionOperations transactions;
  private final Clock clock;

  Visits(
      VisitStore store,
      EncounterWriter encounters,
      JoinLinks links,
      List<VisitEndListener> endListeners,
      TransactionOperations transactions,
      Clock clock) {
    this.store = store;
    this.encounters = encounters;
    this.links = links;
    this.endListeners = List.copyOf(endListeners);
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Where the record's link of this visit leads. */
  public String landing(String visit) {
    return encounters.landing(visit);
  }

  /**
   * Makes the visit and its planned Encounter for an Appointment that is being stored in the
   * transaction under way. The caller knows that the Appointment has none, or none that is alive.
   */
  public void plan(
      String id,
      Appointment appointment,
      List<Attendee> booked,
      Instant start,
      Instant end,
      TransactionDetails tx) {
    String appointmentId = appointment.getIdElement().getIdPart();
    Instant now = clock.instant();
    List<Person> people = booked.stream().map(a -> Person.expected(newId(), a, true, now)).toList();
    String room = newId();
    Visit visit = Visit.planned(id, appointmentId, room, start, end, people, now);
    store.insert(visit);
    encounters.create(visit, appointment, tx);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  /** The visit of an Appointment, if it has one; the latest, where it was booked again. */
  public Optional<Visit> ofAppointment(String appointment) {
    return store.byAppointment(appointment);
  }

  /**
   * Visits of a clinician that start in the time, by start, whatever became of them.
   *
   * @param reference the clinician, such as {@code Practitioner/12}
   * @param to exclusive
   */
  public List<Visit> ofClinician(String reference, Instant from, Instant to) {
    return store.ofHost(reference, from, to);
  }

  public Optional<Visit> find(String id) {
    return store.find(id);
  }

  Visit get(String id) {
    return store.find(id).orElseThrow(VisitError.NO_SUCH_VISIT::refusal);
  }

  /**
   * Follows an Appointment that was changed: its time, and who takes part. Links move with the
   * time; those of people who are gone die. Whoever was invited besides stays.
   *
   * @return the visit, unchanged when it is over
   * @throws org.rapportfhir.server.fhir.RapportException {@code visit-client-came}
   */
  public Visit follow(String id, List<Attendee> booked, Instant start, Instant end) {
    return change(id, visit -> visit.over() ? visit : withPeople(visit.moveTo(start, end), booked));
  }

  private Visit withPeople(Visit visit, List<Attendee> booked) {
    Instant now = clock.instant();
    Visit followed = visit;
    for (Person gone : visit.bookedBesides(booked)) {
      if (gone.role() == Role.CLIENT && visit.status() != VisitStatus.PLANNED) {
        throw VisitError.CLIENT_CAME.at("Appointment.participant");
      }
      links.revoke(visit.id(), gone.id());
      followed = followed.unbook(gone.id(), now);
    }
    for (Attendee attendee : booked) {
      followed = followed.book(attendee, newId(), now);
    }
    return followed;
  }

  /**
   * Follows an Appointment that was given up. Links die, waiting people are told. Does nothing when
   * the visit is over.
   *
   * @throws org.rapportfhir.server.fhir.RapportException {@code visit-running} when somebody was
   *     let in already and the caller is a user who doesn't lead the visit; {@code visit-going-on}:
   *     what takes place can't be made undone by anybody
   */
  public void cancel(String id) {
    change(
        id,
        visit -> {
          Leading.refuseOthersWhileRunning(visit);
          if (visit.status() == VisitStatus.IN_PROGRESS) {
            throw VisitError.GOING_ON.at("Appointment.status");
          }
          return visit.cancel(clock.instant());
        });
  }

  /**
   * Lets in somebody who waits. Does nothing when the person is in already.
   *
   * @throws org.rapportfhir.server.fhir.RapportException {@code visit-over}, {@code
   *     visit-person-unknown}, {@code visit-not-waiting}
   */
  public Visit admit(String id, String reference) {
    return changePerson(
        id,
        reference,
        (visit, person) -> {
          if (person.state() != PersonState.READY && person.state() != PersonState.ADMITTED) {
            throw VisitError.NOT_WAITING.at("participant");
          }
          return visit.admit(person.id(), clock.instant());
        });
  }

  /**
   * Turns somebody who waits away, for this time.
   *
   * @param why for the record; the person doesn't see it
   */
  public Visit decline(String id, String reference, @Nullable String why) {
    return changePerson(id, reference, (v, p) -> v.decline(p.id(), why, clock.instant()));
  }

  /** Puts somebody out, ends the admission and kills the person's links to this visit. */
  public Visit remove(String id, String reference) {
    return changePerson(
        id,
        reference,
        (v, p) -> {
          links.revoke(v.id(), p.id());
          return v.remove(p.id(), clock.instant());
        });
  }

  /**
   * Takes somebody's invitation back: kills the links, closes the open page, ends the admission.
   * When the visit is over there is nothing left to close.
   */
  public Visit uninvite(String id, String reference) {
    return change(
        id,
        v -> {
          Person person =
              v.personOf(reference).orElseThrow(() -> VisitError.NOT_IN_VISIT.at("participant"));
          links.revoke(v.id(), person.id());
          return v.uninvite(person.id(), clock.instant());
        });
  }

  /** Ends the visit for everybody. Does nothing when it is over. */
  public Visit end(String id) {
    return change(id, v -> v.end(clock.instant()));
  }

  /** Shows those who wait a word of the clinician's. */
  public Visit say(String id, String text) {
    return change(id, v -> notOver(v).say(text, clock.instant()));
  }

  /**
   * The person of this visit, who may come again if removed or uninvited before; a new guest or
   * clinician is added, a stranger's Patient is not.
   *
   * @param role as what; null for what the person is already, or for what such people usually are
   */
  Person invitee(String id, String reference, @Nullable VisitRole role) {
    if (role != null && !new Attendee(reference, role).fits()) {
      throw VisitError.BAD_ROLE.at("role");
    }
    Visit visit = change(id, v -> invite(notOver(v), reference, role));
    return visit.personOf(reference).orElseThrow(VisitError.NOT_IN_VISIT::refusal);
  }

  private Visit invite(Visit visit, String reference, @Nullable VisitRole role) {
    Instant now = clock.instant();
    Optional<Person> known = visit.personOf(reference);
    if (known.isPresent()) {
      Visit again = visit.invitedAgain(known.get().id(), now);
      return role == null ? again : recast(again, known.get(), role);
    }
    Attendee usual = Attendee.usual(reference);
    if (usual.role() == VisitRole.CLIENT) {
      throw VisitError.NOT_IN_VISIT.at("participant");
    }
    VisitRole further = usual.role() == VisitRole.HOST ? VisitRole.CO_HOST : usual.role();
    var attendee = new Attendee(reference, role == null ? further : role);
    return visit.join(Person.expected(newId(), attendee, false, now));
  }

  private static Visit recast(Visit visit, Person person, VisitRole role) {
    Visit recast = visit.recast(person.id(), role);
    if (person.leads() && recast.people().stream().noneMatch(Person::leads)) {
      throw VisitError.BAD_ROLE.at("role");
    }
    return recast;
  }

  void apply(RoomEvent event) {
    store.idByRoom(event.room().value()).ifPresent(id -> change(id, v -> v.apply(event)));
  }

  void trouble(String id, TroubleKind kind, @Nullable String person) {
    change(id, v -> v.trouble(kind, person, clock.instant()));
  }

  /** Applies a change that leaves facts alone which the Encounter doesn't carry too. */
  Visit change(String id, UnaryOperator<Visit> change) {
    Visit changed =
        transactions.execute(
            tx -> {
              Visit before = store.lock(id).orElseThrow(VisitError.NO_SUCH_VISIT::refusal);
              Visit after = change.apply(before);
              if (!after.equals(before)) {
                store.update(after);
                if (!OnEncounter.of(after).equals(OnEncounter.of(before))) {
                  encounters.update(after, clock.instant());
                }
                if (after.over() && !before.over()) {
                  endListeners.forEach(listener -> listener.visitIsOver(after));
                }
              }
              return after;
            });
    return Objects.requireNonNull(changed);
  }

  private Visit changePerson(String id, String reference, BiFunction<Visit, Person, Visit> change) {
    return change(
        id,
        visit -> {
          Person person =
              notOver(visit)
                  .personOf(reference)
                  .orElseThrow(() -> VisitError.NOT_IN_VISIT.at("participant"));
          return change.apply(visit, person);
        });
  }

  private static Visit notOver(Visit visit) {
    if (visit.over()) {
      throw VisitError.OVER.refusal();
    }
    return visit;
  }

  /** The part of a visit that its Encounter shows: when it differs, the Encounter is written. */
  private record OnEncounter(
      List<Visit.StatusSince> history,
      Instant start,
      Instant end,
      List<Object> people,
      List<Visit.Trouble> troubles) {

    static OnEncounter of(Visit visit) {
      List<Object> people =
          visit.people().stream()
              .<Object>map(
                  p ->
                      Arrays.asList(
                          p.reference(), p.visitRole(), p.place(), p.firstJoined(), p.lastLeft()))
              .toList();
      return new OnEncounter(visit.history(), visit.start(), visit.end(), people, visit.troubles());
    }
  }
}
