package org.rapportfhir.server.visit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.profiles.TroubleKind;
import org.rapportfhir.profiles.VisitRole;
import org.rapportfhir.video.RoomEvent;

/**
 * One visit as a value: every change gives a new one, and the same events always give the same
 * visit. It knows no database, no FHIR store and no media server. Nothing changes a visit that is
 * over. Clocks of several machines meet here, so a time may be earlier than one before; what is
 * kept never runs backwards.
 *
 * @param id the Encounter's id
 * @param appointment the Appointment's id
 * @param room the media room
 * @param start when it is planned to start; {@code end} likewise
 * @param history each status with the time it began, the present one last
 * @param note the clinician's latest word to those who wait
 */
public record Visit(
    String id,
    String appointment,
    String room,
    Instant start,
    Instant end,
    List<StatusSince> history,
    List<Person> people,
    List<Trouble> troubles,
    @Nullable Note note) {

  public Visit {
    history = List.copyOf(history);
    people = List.copyOf(people);
    troubles = List.copyOf(troubles);
  }

  /** A status and when it began. */
  public record StatusSince(VisitStatus status, Instant since) {}

  /** A word of the clinician's to the waiting room. */
  public record Note(String text, Instant at) {}

  /**
   * Trouble that the media server saw or a page reported.
   *
   * @param person whom it hit; null for everybody
   */
  public record Trouble(TroubleKind kind, @Nullable String person, Span span) {
    Trouble over(Instant at) {
      return new Trouble(kind, person, span.close(at));
    }
  }

  static Visit planned(
      String id,
      String appointment,
      String room,
      Instant start,
      Instant end,
      List<Person> people,
      Instant at) {
    return new Visit(
        id,
        appointment,
        room,
        start,
        end,
        List.of(new StatusSince(VisitStatus.PLANNED, at)),
        people,
        List.of(),
        null);
  }

  public VisitStatus status() {
    return history.get(history.size() - 1).status();
  }

  public boolean over() {
    return status().over();
  }

  public Optional<Person> person(String id) {
    return people.stream().filter(p -> p.id().equals(id)).findFirst();
  }

  public Optional<Person> personOf(String reference) {
    return people.stream().filter(p -> p.reference().equals(reference)).findFirst();
  }

  // What people do

  Visit opened(String who, Instant at) {
    return change(who, p -> p.state() == PersonState.EXPECTED ? p.in(PersonState.OPENED, at) : p);
  }

  Visit checkIn(String who, Place place, Devices devices, String device, Instant at) {
    Visit checkedIn = changeInvited(who, p -> p.checkedIn(place, devices, device, at));
    boolean clientWaits =
        checkedIn
            .person(who)
            .filter(p -> p.role() == Role.CLIENT && p.state() == PersonState.READY)
            .isPresent();
    return clientWaits && status() == VisitStatus.PLANNED
        ? checkedIn.to(VisitStatus.ARRIVED, at)
        : checkedIn;
  }

  /** Another device takes the visit over; its holder must be admitted again, a host need not. */
  Visit takeOver(String who, String device, Instant at) {
    return changeInvited(who, p -> p.left(at).onDevice(device, at));
  }

  Visit admit(String who, Instant at) {
    return changeInvited(who, p -> p.in(PersonState.ADMITTED, at));
  }

  Visit decline(String who, @Nullable String why, Instant at) {
    return change(who, p -> p.left(at)).changeInvited(who, p -> p.declined(why, at));
  }

  Visit remove(String who, Instant at) {
    return change(who, p -> p.left(at).in(PersonState.REMOVED, at));
  }

  /** Takes an invitation back, wherever the person is by now. */
  Visit uninvite(String who, Instant at) {
    return goes(who, PersonState.UNINVITED, at);
  }

  Visit leave(String who, Instant at) {
    return goes(who, PersonState.LEFT, at);
  }

  Visit reply(String who, String text, Instant at) {
    return change(who, p -> p.answered(text, at));
  }

  /** Whoever was put out or uninvited may come again, by a new link and the waiting room. */
  Visit invitedAgain(String who, Instant at) {
    return change(who, p -> p.isInvited() ? p : p.expectedAgain(at));
  }

  Visit say(String text, Instant at) {
    return over()
        ? this
        : new Visit(
            id, appointment, room, start, end, history, people, troubles, new Note(text, at));
  }

  /** Adds somebody; whoever takes part already stays as they are. */
  Visit join(Person person) {
    if (over() || personOf(person.reference()).isPresent()) {
      return this;
    }
    var all = new ArrayList<>(people);
    all.add(person);
    return withPeople(all);
  }

  /** The client, also one who was put out; null in a visit that has none. */
  @Nullable Person client() {
    return people.stream().filter(p -> p.role() == Role.CLIENT).findFirst().orElse(null);
  }

  /** Whom the booking brought and names no more. */
  List<Person> bookedBesides(List<Attendee> booked) {
    return people.stream()
        .filter(p -> p.booked() || p.role() == Role.CLIENT)
        .filter(p -> booked.stream().noneMatch(a -> a.reference().equals(p.reference())))
        .toList();
  }

  /** The booking names this person, who is new, or was invited before, or takes part otherwise. */
  Visit book(Attendee attendee, String newId, Instant at) {
    Optional<Person> known = personOf(attendee.reference());
    if (known.isEmpty()) {
      return join(Person.expected(newId, attendee, true, at));
    }
    Visit back = known.get().booked() ? this : invitedAgain(known.get().id(), at);
    return back.change(known.get().id(), p -> p.as(attendee.role(), true));
  }

  /** The booking names the person no more; what the person did in the visit stays. */
  Visit unbook(String who, Instant at) {
    if (over() || leftTraces(who)) {
      return change(who, p -> p.left(at).in(PersonState.REMOVED, at).as(p.visitRole(), false));
    }
    return withPeople(people.stream().filter(p -> !p.id().equals(who)).toList());
  }

  private boolean leftTraces(String who) {
    return person(who).filter(p -> !p.presences().isEmpty()).isPresent()
        || troubles.stream().anyMatch(t -> who.equals(t.person()));
  }

  /** As what the person takes part from now on. */
  Visit recast(String who, VisitRole role) {
    return change(who, p -> p.as(role, p.booked()));
  }

  Visit moveTo(Instant newStart, Instant newEnd) {
    return over()
        ? this
        : new Visit(id, appointment, room, newStart, newEnd, history, people, troubles, note);
  }

  Visit cancel(Instant at) {
    return over() ? this : everybodyGone(at).to(VisitStatus.CANCELLED, at);
  }

  /** Ends it: finished when client and clinician met, else cancelled. */
  Visit end(Instant at) {
    if (over()) {
      return this;
    }
    boolean met = status() == VisitStatus.IN_PROGRESS;
    return everybodyGone(at).to(met ? VisitStatus.FINISHED : VisitStatus.CANCELLED, at);
  }

  // What the media server saw

  Visit apply(RoomEvent event) {
    if (over() || person(event.who().value()).isEmpty()) {
      return this;
    }
    String who = event.who().value();
    Instant at = event.at();
    if (event instanceof RoomEvent.Joined) {
      return change(who, p -> p.joined(at)).startedIfMet(at);
    }
    if (event instanceof RoomEvent.Left) {
      return change(who, p -> p.left(at));
    }
    if (event instanceof RoomEvent.MediaFlow flow) {
      Visit changed = change(who, p -> p.flow(flow.kind(), flow.flowing(), at));
      return flow.flowing() ? changed.troubleOver(TroubleKind.NETWORK, who, at) : changed;
    }
    return trouble(TroubleKind.NETWORK, who, at);
  }

  /** The media server is gone, and everybody with it. */
  Visit mediaLost(Instant at) {
    boolean anybody = people.stream().anyMatch(Person::isPresent);
    return over() || !anybody
        ? this
        : withPeople(people.stream().map(p -> p.left(at)).toList())
            .trouble(TroubleKind.MEDIA_SERVER, null, at);
  }

  Visit mediaBack(Instant at) {
    return over() ? this : troubleOver(TroubleKind.MEDIA_SERVER, null, at);
  }

  /** Notes trouble, once while it lasts. */
  Visit trouble(TroubleKind kind, @Nullable String who, Instant at) {
    boolean known = troubles.stream().anyMatch(t -> isOngoing(t, kind, who));
    if (known || over()) {
      return this;
    }
    var all = new ArrayList<>(troubles);
    all.add(new Trouble(kind, who, Span.open(at)));
    return withTroubles(all);
  }

  private Visit troubleOver(TroubleKind kind, @Nullable String who, Instant at) {
    return withTroubles(
        troubles.stream().map(t -> isOngoing(t, kind, who) ? t.over(at) : t).toList());
  }

  private static boolean isOngoing(Trouble trouble, TroubleKind kind, @Nullable String who) {
    return trouble.kind() == kind
        && Objects.equals(trouble.person(), who)
        && trouble.span().isOpen();
  }

  /** Whether the clinician has begun: somebody was let in, or client and clinician have met. */
  boolean isRunning() {
    return status() == VisitStatus.IN_PROGRESS
        || (!over() && people.stream().anyMatch(p -> p.role() != Role.HOST && p.mayConnect()));
  }

  /** When the room has been empty since, if the visit started and everybody is gone. */
  Optional<Instant> emptySince() {
    if (status() != VisitStatus.IN_PROGRESS || people.stream().anyMatch(Person::isPresent)) {
      return Optional.empty();
    }
    return people.stream().map(Person::lastLeft).filter(Objects::nonNull).max(Instant::compareTo);
  }

  /** When it really began: the moment that client and clinician were first together. */
  public Optional<Instant> startedAt() {
    return since(VisitStatus.IN_PROGRESS);
  }

  /** When it really ended. */
  public Optional<Instant> endedAt() {
    return over() ? Optional.of(history.get(history.size() - 1).since()) : Optional.empty();
  }

  private Optional<Instant> since(VisitStatus status) {
    return history.stream().filter(h -> h.status() == status).map(StatusSince::since).findFirst();
  }

  private Visit startedIfMet(Instant at) {
    boolean started = status() == VisitStatus.PLANNED || status() == VisitStatus.ARRIVED;
    boolean met = somebodyPresent(Role.CLIENT) && somebodyPresent(Role.HOST);
    return started && met ? to(VisitStatus.IN_PROGRESS, at) : this;
  }

  private boolean somebodyPresent(Role role) {
    return people.stream().anyMatch(p -> p.role() == role && p.isPresent());
  }

  private Visit everybodyGone(Instant at) {
    return withTroubles(troubles.stream().map(t -> t.over(at)).toList())
        .withPeople(
            people.stream()
                .map(p -> p.left(at))
                .map(
                    p ->
                        p.state() == PersonState.READY || p.state() == PersonState.ADMITTED
                            ? p.in(PersonState.LEFT, at)
                            : p)
                .toList());
  }

  private Visit change(String who, UnaryOperator<Person> change) {
    return over() ? this : withPeople(Person.change(people, who, change));
  }

  private Visit goes(String who, PersonState state, Instant at) {
    return change(who, p -> p.left(at)).changeInvited(who, p -> p.in(state, at));
  }

  /** Nothing but a new invitation brings back who has none, whatever happens at the same time. */
  private Visit changeInvited(String who, UnaryOperator<Person> change) {
    return change(who, p -> p.isInvited() ? change.apply(p) : p);
  }

  private Visit to(VisitStatus status, Instant at) {
    var longer = new ArrayList<>(history);
    Instant last = history.get(history.size() - 1).since();
    longer.add(new StatusSince(status, at.isBefore(last) ? last : at));
    return new Visit(id, appointment, room, start, end, longer, people, troubles, note);
  }

  private Visit withPeople(List<Person> changed) {
    return new Visit(id, appointment, room, start, end, history, changed, troubles, note);
  }

  private Visit withTroubles(List<Trouble> changed) {
    return new Visit(id, appointment, room, start, end, history, people, changed, note);
  }
}
