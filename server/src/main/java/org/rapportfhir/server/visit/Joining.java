package org.rapportfhir.server.visit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a person with a personal link may do. The link says who, a cookie says which device. */
final class Joining {
  static final String DEVICE_COOKIE = "rapport-device";
  private static final Duration AFTERWARDS = Duration.ofMinutes(30);
  private static final int MAX_TEXT = 500;

  private final JoinLinks links;
  private final Visits visits;
  private final JoinStates states;
  private final DeviceChecks checks;
  private final People people;
  private final VisitSockets sockets;
  private final JdbcTemplate jdbc;
  private final Clock clock;

  Joining(
      JoinLinks links,
      Visits visits,
      JoinStates states,
      DeviceChecks checks,
      People people,
      VisitSockets sockets,
      JdbcTemplate jdbc,
      Clock clock) {
    this.links = links;
    this.visits = visits;
    this.states = states;
    this.checks = checks;
    this.people = people;
    this.sockets = sockets;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Who comes, and to which visit. */
  record Guest(Visit visit, Person person) {}

  /** Empty for every link that no longer works, for whatever reason. */
  Optional<Guest> find(String token, @Nullable String device) {
    return links
        .resolve(token)
        .flatMap(
            invitation ->
                visits
                    .find(invitation.visit())
                    .flatMap(v -> v.person(invitation.person()).map(p -> new Guest(v, p))))
        .filter(guest -> stillOpen(guest, device));
  }

  /** After the end only the device that was in the visit still sees its last page. */
  private boolean stillOpen(Guest guest, @Nullable String device) {
    if (!guest.person().isInvited()) {
      return false;
    }
    Optional<Instant> ended = guest.visit().endedAt();
    return ended.isEmpty()
        || (device != null
            && hash(device).equals(guest.person().device())
            && clock.instant().isBefore(ended.get().plus(AFTERWARDS)));
  }

  private Guest get(String token, @Nullable String device) {
    return find(token, device).orElseThrow(VisitError.LINK_ENDED::refusal);
  }

  private Guest getOnDevice(String token, @Nullable String device) {
    Guest guest = get(token, device);
    if (!guest.person().isOnDevice(device == null ? null : hash(device))) {
      throw VisitError.OTHER_DEVICE.refusal();
    }
    return guest;
  }

  /**
   * Who checked in on this very device.
   *
   * @throws org.rapportfhir.server.fhir.RapportException {@code link-ended}, {@code not-checked-in}
   */
  Guest getCheckedIn(String token, @Nullable String device) {
    Guest guest = get(token, device);
    refuseIfOver(guest.visit());
    if (device == null || !hash(device).equals(guest.person().device())) {
      throw VisitError.NOT_CHECKED_IN.refusal();
    }
    return guest;
  }

  JoinState state(String token, @Nullable String device) {
    Guest guest = getOnDevice(token, device);
    if (guest.person().state() == PersonState.EXPECTED) {
      Visit opened =
          visits.change(guest.visit().id(), v -> v.opened(guest.person().id(), clock.instant()));
      return stateOf(opened, guest.person().id());
    }
    return states.of(guest.visit(), guest.person());
  }

  JoinState checkIn(String token, String device, JoinController.CheckIn body) {
    boolean mayTakeOver = Boolean.TRUE.equals(body.takeOver());
    Guest guest = mayTakeOver ? get(token, device) : getOnDevice(token, device);
    Visit visit = guest.visit();
    Person person = guest.person();
    refuseIfOver(visit);
    Instant now = clock.instant();
    if (person.role() != Role.HOST && now.isBefore(states.opens(visit))) {
      throw VisitError.TOO_EARLY.refusal();
    }
    Devices devices = body.devices() == null ? new Devices(false, false) : body.devices();
    Place place = place(person, body.place(), now);
    String onDevice = hash(device);
    boolean takesOver = !person.isOnDevice(onDevice);
    Visit changed =
        visits.change(
            visit.id(),
            v ->
                (takesOver ? v.takeOver(person.id(), onDevice, now) : v)
                    .checkIn(person.id(), place, devices, onDevice, now));
    if (takesOver) {
      sockets.moved(visit.id(), person.id(), onDevice);
    }
    checks.record(person.reference(), devices, now);
    return stateOf(changed, person.id());
  }

  JoinState takeOver(String token, String device) {
    Guest guest = get(token, device);
    refuseIfOver(guest.visit());
    Instant now = clock.instant();
    Visit changed =
        visits.change(guest.visit().id(), v -> v.takeOver(guest.person().id(), hash(device), now));
    sockets.moved(guest.visit().id(), guest.person().id(), hash(device));
    return stateOf(changed, guest.person().id());
  }

  void reply(String token, @Nullable String device, String text) {
    Guest guest = getOnDevice(token, device);
    if (!Set.of("ok", "cannot-stay").contains(text)) {
      throw VisitError.BAD_REPLY.refusal();
    }
    visits.change(guest.visit().id(), v -> v.reply(guest.person().id(), text, clock.instant()));
  }

  void leave(String token, @Nullable String device) {
    Guest guest = getOnDevice(token, device);
    visits.change(guest.visit().id(), v -> v.leave(guest.person().id(), clock.instant()));
  }

  void feedback(String token, @Nullable String device, String rating, @Nullable String text) {
    Guest guest = getOnDevice(token, device);
    if (!Set.of("bad", "okay", "good").contains(rating)) {
      throw VisitError.BAD_FEEDBACK.refusal();
    }
    String comment =
        text == null || text.isBlank()
            ? null
            : text.substring(0, Math.min(text.length(), MAX_TEXT));
    jdbc.update(
        "insert into rapport.feedback (encounter, rating, comment) values (?, ?, ?)",
        guest.visit().id(),
        rating,
        comment);
  }

  private JoinState stateOf(Visit visit, String person) {
    return states.of(visit, visit.person(person).orElseThrow(VisitError.LINK_ENDED::refusal));
  }

  private static void refuseIfOver(Visit visit) {
    if (visit.over()) {
      throw VisitError.LINK_ENDED.refusal();
    }
  }

  private Place place(Person person, JoinController.@Nullable PlaceAnswer answer, Instant now) {
    if (answer != null && "elsewhere".equals(answer.at())) {
      String state = answer.state() == null ? "" : answer.state();
      String address = answer.address() == null ? "" : answer.address().strip();
      if (!UsStates.has(state) || address.isEmpty() || address.length() > MAX_TEXT) {
        throw VisitError.BAD_PLACE.refusal();
      }
      return new Place(false, state, address, now);
    }
    String home = people.of(person.reference()).state();
    boolean statesHome = answer != null && "home".equals(answer.at());
    if (person.role() == Role.CLIENT && (home == null || !statesHome)) {
      throw VisitError.BAD_PLACE.refusal();
    }
    return new Place(true, home == null ? "" : home, null, now);
  }

  static String hash(String device) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(device.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
