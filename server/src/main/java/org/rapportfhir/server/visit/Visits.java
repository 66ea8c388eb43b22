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
import org.rapportfhir.server.settings.RapportSettings;
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
  private final RapportSettings settings;

  Visits(
      VisitStore store,
      EncounterWriter encounters,
      JoinLinks links,
      List<VisitEndListener> endListeners,
      TransactionOperations transactions,
      Clock clock,
      RapportSettings settings) {
    this.store = store;
    this.encounters = encounters;
    this.links = links;
    this.endListeners = List.copyOf(endListeners);
    this.transactions = transactions;
    this.clock = clock;
    this.settings = settings;
  }

  /** Where the record's link of this visit leads. */
  public String landing(String visit) {
    return settings.baseUrl() + "/visit/" + visit;
  }

  /**
   * Makes the visit and its planned Encounter for an Appointment that is being stored in the
   * transaction under way. The caller knows that the Appointment has none yet.
   *
   * @param references who takes part: patients, practitioners, related persons
   */
  public void plan(
      String id,
      Appointment appointment,
      List<String> references,
      Instant start,
      Instant end,
      TransactionDetails tx) {
    String appointmentId = appointment.getIdElement().getIdPart();
    Instant now = clock.instant();
    List<Person> people =
        references.stream()
            .map(r -> Person.expected(UUID.randomUUID().toString(), r, Role.of(r), now))
            .toList();
    String room = UUID.randomUUID().toString();
    Visit visit = Visit.planned(id, appointmentId, room, start, end, people, now);
    store.insert(visit);
    encounters.create(visit, appointment, landing(id), tx);
  }

  /** The visit of an Appointment, if it has one. */
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

  /** Follows a rescheduled Appointment; links follow by themselves. */
  public void reschedule(String id, Instant start, Instant end) {
    change(id, v -> v.over() ? v : v.moveTo(start, end));
  }

  /**
   * Follows a cancelled Appointment. Links die, waiting people are told.
   *
   * @throws org.rapportfhir.server.fhir.RapportException {@code visit-running} when the visit goes
   *     on and the caller is a user who doesn't lead it
   */
  public void cancel(String id) {
    change(
        id,
        v -> {
          Leading.refuseOthersWhileRunning(v);
          return v.cancel(clock.instant());
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

  /** Turns somebody who waits away, for this time. */
  public Visit decline(String id, String reference) {
    return changePerson(id, reference, (v, p) -> v.decline(p.id(), clock.instant()));
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
   */
  Person invitee(String id, String reference) {
    Visit visit =
        change(
            id,
            v -> {
              Role role = Role.of(reference);
              Optional<Person> known = notOver(v).personOf(reference);
              if (known.isPresent()) {
                return v.invitedAgain(known.get().id(), clock.instant());
              }
              if (role == Role.CLIENT) {
                throw VisitError.NOT_IN_VISIT.at("participant");
              }
              return v.join(
                  Person.expected(UUID.randomUUID().toString(), reference, role, clock.instant()));
            });
    return visit.personOf(reference).orElseThrow(VisitError.NOT_IN_VISIT::refusal);
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
                  p -> Arrays.asList(p.reference(), p.place(), p.firstJoined(), p.lastLeft()))
              .toList();
      return new OnEncounter(visit.history(), visit.start(), visit.end(), people, visit.troubles());
    }
  }
}
