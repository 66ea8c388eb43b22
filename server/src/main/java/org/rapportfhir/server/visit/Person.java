package org.rapportfhir.server.visit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.profiles.VisitRole;
import org.rapportfhir.video.MediaKind;

/**
 * One person of a visit.
 *
 * @param id random; also the name on the media server
 * @param reference the FHIR resource, such as {@code Patient/12}
 * @param role what the person may do; follows from {@code visitRole}
 * @param visitRole as what the person takes part
 * @param booked whether the Appointment names the person; others were invited besides
 * @param since when {@code state} began
 * @param device hash of the device's secret that holds the visit; null before check-in
 * @param presences when the person's page was in the room, as the media server saw it
 * @param media when packets of each kind arrived, as the media server saw it
 * @param reply the one-tap answer to the clinician's note
 * @param declinedWhy the clinician's reason for turning the person away; not for that person's eyes
 */
public record Person(
    String id,
    String reference,
    Role role,
    VisitRole visitRole,
    boolean booked,
    PersonState state,
    Instant since,
    @Nullable Place place,
    @Nullable Devices devices,
    @Nullable String device,
    List<Span> presences,
    Map<MediaKind, List<Span>> media,
    @Nullable Reply reply,
    @Nullable String declinedWhy) {

  public Person {
    if (visitRole == null) { // as stored before people had one
      visitRole = Attendee.usual(reference).role();
    }
    presences = List.copyOf(presences);
    media = new TreeMap<>(media);
  }

  /** A one-tap answer. */
  public record Reply(String text, Instant at) {}

  static Person expected(String id, Attendee attendee, boolean booked, Instant at) {
    return new Person(
        id,
        attendee.reference(),
        Role.of(attendee.role()),
        attendee.role(),
        booked,
        PersonState.EXPECTED,
        at,
        null,
        null,
        null,
        List.of(),
        Map.of(),
        null,
        null);
  }

  /** As the booking or the invitation has it now. */
  Person as(VisitRole newRole, boolean nowBooked) {
    return new Person(
        id,
        reference,
        Role.of(newRole),
        newRole,
        nowBooked,
        state,
        since,
        place,
        devices,
        device,
        presences,
        media,
        reply,
        declinedWhy);
  }

  boolean isPresent() {
    return !presences.isEmpty() && last(presences).isOpen();
  }

  /** A clinician of the visit who was not taken from it. */
  boolean leads() {
    return role == Role.HOST && state != PersonState.REMOVED;
  }

  boolean mayConnect() {
    return state == PersonState.ADMITTED;
  }

  /** False until a new invitation for whoever was put out or uninvited. */
  boolean isInvited() {
    return state != PersonState.REMOVED && state != PersonState.UNINVITED;
  }

  boolean isOnDevice(@Nullable String deviceHash) {
    return device == null || device.equals(deviceHash);
  }

  Person in(PersonState next, Instant at) {
    return next == state ? this : with(next, at, place, devices, device, reply, declinedWhy);
  }

  Person checkedIn(Place where, Devices works, String deviceHash, Instant at) {
    return with(state, since, where, works, deviceHash, reply, declinedWhy)
        .in(role == Role.HOST ? PersonState.ADMITTED : PersonState.READY, at);
  }

  Person onDevice(String deviceHash, Instant at) {
    Person moved = with(state, since, place, devices, deviceHash, reply, declinedWhy);
    boolean mustWaitAgain = state == PersonState.ADMITTED && role != Role.HOST;
    return mustWaitAgain ? moved.in(PersonState.READY, at) : moved;
  }

  /** As if newly invited: on whichever device they come. */
  Person expectedAgain(Instant at) {
    return with(PersonState.EXPECTED, at, place, devices, null, reply, declinedWhy);
  }

  Person answered(String text, Instant at) {
    return with(state, since, place, devices, device, new Reply(text, at), declinedWhy);
  }

  Person declined(@Nullable String why, Instant at) {
    return with(state, since, place, devices, device, reply, why).in(PersonState.DECLINED, at);
  }

  private Person with(
      PersonState newState,
      Instant newSince,
      @Nullable Place newPlace,
      @Nullable Devices newDevices,
      @Nullable String newDevice,
      @Nullable Reply newReply,
      @Nullable String newWhy) {
    return new Person(
        id,
        reference,
        role,
        visitRole,
        booked,
        newState,
        newSince,
        newPlace,
        newDevices,
        newDevice,
        presences,
        media,
        newReply,
        newWhy);
  }

  Person joined(Instant at) {
    return isPresent() ? this : withMedia(opened(presences, at), media);
  }

  Person left(Instant at) {
    var closed = new TreeMap<MediaKind, List<Span>>();
    media.forEach((kind, spans) -> closed.put(kind, closeLast(spans, at)));
    return withMedia(closeLast(presences, at), closed);
  }

  Person flow(MediaKind kind, boolean flowing, Instant at) {
    List<Span> spans = media.getOrDefault(kind, List.of());
    boolean open = !spans.isEmpty() && last(spans).isOpen();
    if (flowing == open) {
      return this;
    }
    var changed = new TreeMap<>(media);
    changed.put(kind, flowing ? opened(spans, at) : closeLast(spans, at));
    return withMedia(presences, changed);
  }

  private Person withMedia(List<Span> newPresences, Map<MediaKind, List<Span>> newMedia) {
    return new Person(
        id,
        reference,
        role,
        visitRole,
        booked,
        state,
        since,
        place,
        devices,
        device,
        newPresences,
        newMedia,
        reply,
        declinedWhy);
  }

  @Nullable Instant firstJoined() {
    return presences.isEmpty() ? null : presences.get(0).from();
  }

  /** Null while present or when never there. */
  @Nullable Instant lastLeft() {
    return presences.isEmpty() ? null : last(presences).until();
  }

  /** Begins the next span, never within the last: no moment may count twice. */
  private static List<Span> opened(List<Span> spans, Instant at) {
    Instant last = spans.isEmpty() ? null : last(spans).until();
    var all = new ArrayList<>(spans);
    all.add(Span.open(last != null && at.isBefore(last) ? last : at));
    return List.copyOf(all);
  }

  private static List<Span> closeLast(List<Span> spans, Instant at) {
    if (spans.isEmpty() || !last(spans).isOpen()) {
      return spans;
    }
    var all = new ArrayList<>(spans);
    all.set(all.size() - 1, last(all).close(at));
    return List.copyOf(all);
  }

  private static Span last(List<Span> spans) {
    return spans.get(spans.size() - 1);
  }

  static List<Person> change(List<Person> people, String id, UnaryOperator<Person> change) {
    Objects.requireNonNull(change);
    return people.stream().map(p -> p.id().equals(id) ? change.apply(p) : p).toList();
  }
}
