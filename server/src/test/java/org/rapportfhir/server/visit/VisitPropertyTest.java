package org.rapportfhir.server.visit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.rapportfhir.profiles.TroubleKind;
import org.rapportfhir.video.MediaKind;
import org.rapportfhir.video.ParticipantId;
import org.rapportfhir.video.RoomEvent;
import org.rapportfhir.video.RoomId;

/**
 * Whatever happens in whatever order, and by whatever clock, a visit stays one that makes sense.
 */
class VisitPropertyTest {
  private static final Instant START = Instant.parse("2026-03-02T17:00:00Z");
  private static final String NOBODY = "00000000-0000-0000-0000-00000000000f";
  private static final List<Person> PEOPLE =
      List.of(person(1, "Patient/1"), person(2, "Practitioner/2"), person(3, "RelatedPerson/3"));
  private static final RoomId ROOM = new RoomId("00000000-0000-0000-0000-0000000000aa");

  private static Person person(int number, String reference) {
    return Person.expected(id(number), Attendee.usual(reference), true, START);
  }

  private static String id(int number) {
    return "00000000-0000-0000-0000-00000000000" + number;
  }

  enum Act {
    OPENED,
    CHECK_IN,
    TAKE_OVER,
    ADMIT,
    DECLINE,
    REMOVE,
    UNINVITE,
    INVITED_AGAIN,
    LEAVE,
    REPLY,
    SAY,
    JOIN,
    UNBOOK,
    BOOK_AGAIN,
    MOVE,
    CANCEL,
    END,
    ROOM_JOINED,
    ROOM_LEFT,
    VIDEO_FLOWS,
    VIDEO_STOPS,
    AUDIO_FLOWS,
    SLOW_LINK,
    ICE_FAILED,
    MEDIA_LOST,
    MEDIA_BACK,
    TROUBLE
  }

  /** Something that happens to somebody at a time, which may be before the time of the last. */
  record Step(Act act, String who, Instant at) {
    Visit on(Visit visit) {
      var participant = new ParticipantId(who);
      return switch (act) {
        case OPENED -> visit.opened(who, at);
        case CHECK_IN ->
            visit.checkIn(who, new Place(true, "OR", null, at), new Devices(true, true), "a", at);
        case TAKE_OVER -> visit.takeOver(who, "b", at);
        case ADMIT -> visit.admit(who, at);
        case DECLINE -> visit.decline(who, "Not today", at);
        case REMOVE -> visit.remove(who, at);
        case UNINVITE -> visit.uninvite(who, at);
        case INVITED_AGAIN -> visit.invitedAgain(who, at);
        case LEAVE -> visit.leave(who, at);
        case REPLY -> visit.reply(who, "ok", at);
        case SAY -> visit.say("Five minutes", at);
        case JOIN -> visit.join(person(4, "RelatedPerson/4"));
        case UNBOOK -> visit.unbook(id(3), at);
        case BOOK_AGAIN -> visit.book(Attendee.usual("RelatedPerson/3"), id(5), at);
        case MOVE -> visit.moveTo(at, at.plus(Duration.ofMinutes(50)));
        case CANCEL -> visit.cancel(at);
        case END -> visit.end(at);
        case ROOM_JOINED -> visit.apply(new RoomEvent.Joined(ROOM, participant, at));
        case ROOM_LEFT -> visit.apply(new RoomEvent.Left(ROOM, participant, at));
        case VIDEO_FLOWS -> visit.apply(flow(participant, MediaKind.VIDEO, true));
        case VIDEO_STOPS -> visit.apply(flow(participant, MediaKind.VIDEO, false));
        case AUDIO_FLOWS -> visit.apply(flow(participant, MediaKind.AUDIO, true));
        case SLOW_LINK -> visit.apply(new RoomEvent.SlowLink(ROOM, participant, at));
        case ICE_FAILED -> visit.apply(new RoomEvent.IceFailed(ROOM, participant, at));
        case MEDIA_LOST -> visit.mediaLost(at);
        case MEDIA_BACK -> visit.mediaBack(at);
        case TROUBLE -> visit.trouble(TroubleKind.AUDIO, who, at);
      };
    }

    private RoomEvent flow(ParticipantId participant, MediaKind kind, boolean flowing) {
      return new RoomEvent.MediaFlow(ROOM, participant, kind, flowing, at);
    }
  }

  @Property
  void theStatusGoesForwardsOnlyAndItsTimesDoNotRunBack(@ForAll("histories") List<Step> steps) {
    for (Visit visit : lifeOf(steps)) {
      List<Visit.StatusSince> history = visit.history();
      for (int i = 1; i < history.size(); i++) {
        assertThat(history.get(i - 1).status().over()).isFalse();
        assertThat(history.get(i).status()).isGreaterThan(history.get(i - 1).status());
        assertThat(history.get(i).since()).isAfterOrEqualTo(history.get(i - 1).since());
      }
    }
  }

  @Property
  void nothingThatWasKeptIsForgotten(@ForAll("histories") List<Step> steps) {
    List<Visit> life = lifeOf(steps);
    for (int i = 1; i < life.size(); i++) {
      Visit before = life.get(i - 1);
      Visit after = life.get(i);
      assertThat(after.history()).startsWith(before.history().toArray(Visit.StatusSince[]::new));
      for (Person person : before.people()) {
        if (person.presences().isEmpty() && after.person(person.id()).isEmpty()) {
          continue; // Who is booked no more and never came left nothing to keep.
        }
        Person later = after.person(person.id()).orElseThrow();
        assertThat(later.presences()).hasSizeGreaterThanOrEqualTo(person.presences().size());
        assertThat(later.reference()).isEqualTo(person.reference());
      }
    }
  }

  @Property
  void nothingChangesAVisitThatIsOver(
      @ForAll("histories") List<Step> steps, @ForAll("steps") Step last) {
    Visit over = last(steps).end(START.plusSeconds(500));
    assertThat(last.on(over)).isEqualTo(over);
  }

  @Property
  void spansFollowEachOtherAndOnlyTheLastIsOpen(@ForAll("histories") List<Step> steps) {
    for (Person person : last(steps).people()) {
      spansOf(person).forEach(VisitPropertyTest::assertInOrder);
    }
  }

  private static Stream<List<Span>> spansOf(Person person) {
    return Stream.concat(Stream.of(person.presences()), person.media().values().stream());
  }

  private static void assertInOrder(List<Span> spans) {
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      if (i < spans.size() - 1) {
        assertThat(span.until()).isNotNull();
        assertThat(spans.get(i + 1).from()).isAfterOrEqualTo(span.until());
      }
      assertThat(span.until() == null || !span.until().isBefore(span.from())).isTrue();
    }
  }

  @Property
  void whenItIsOverEverythingIsClosedAndNobodyWaits(@ForAll("histories") List<Step> steps) {
    Visit over = last(steps).end(START.plusSeconds(500));
    assertThat(over.over()).isTrue();
    assertThat(over.endedAt()).isPresent();
    assertThat(over.troubles()).noneMatch(trouble -> trouble.span().isOpen());
    for (Person person : over.people()) {
      assertThat(person.state()).isNotIn(PersonState.READY, PersonState.ADMITTED);
      assertThat(spansOf(person).flatMap(List::stream)).noneMatch(Span::isOpen);
    }
  }

  @Property
  void onlyTheClinicianLetsSomebodyInAndOnlyThroughTheDoor(@ForAll("histories") List<Step> steps) {
    Visit visit = planned();
    for (Step step : steps) {
      Visit after = step.on(visit);
      for (Person person : after.people()) {
        boolean wasIn = visit.person(person.id()).filter(Person::mayConnect).isPresent();
        if (person.mayConnect() && !wasIn && person.role() != Role.HOST) {
          assertThat(step.act()).isEqualTo(Act.ADMIT);
          assertThat(step.who()).isEqualTo(person.id());
        }
      }
      visit = after;
    }
  }

  @Property
  void whoIsTurnedAwayOrGoesIsInTheRoomNoMore(
      @ForAll("histories") List<Step> steps, @ForAll("people") String who) {
    Visit visit = last(steps);
    Instant at = START.plusSeconds(500);
    for (Visit after :
        List.of(
            visit.decline(who, null, at),
            visit.remove(who, at),
            visit.uninvite(who, at),
            visit.leave(who, at),
            visit.unbook(who, at))) {
      assertThat(after.person(who).filter(p -> p.isPresent() || p.mayConnect())).isEmpty();
    }
  }

  @Property
  void onlyANewInvitationOrBookingBringsBackWhoHasNone(@ForAll("histories") List<Step> steps) {
    Visit visit = planned();
    for (Step step : steps) {
      Visit after = step.on(visit);
      for (Person before : visit.people()) {
        boolean isBack = after.person(before.id()).filter(Person::isInvited).isPresent();
        if (!before.isInvited() && isBack) {
          boolean isInvited = step.act() == Act.INVITED_AGAIN && step.who().equals(before.id());
          boolean isBooked = step.act() == Act.BOOK_AGAIN && !before.booked();
          assertThat(isInvited || isBooked).as(step.act() + " of " + before).isTrue();
        }
      }
      visit = after;
    }
  }

  @Property
  void itStartsInTheMomentInWhichClientAndClinicianAreBothThere(
      @ForAll("histories") List<Step> steps) {
    Visit visit = planned();
    for (Step step : steps) {
      Visit after = step.on(visit);
      boolean starts = after.startedAt().isPresent() && visit.startedAt().isEmpty();
      boolean met = isThere(after, Role.CLIENT) && isThere(after, Role.HOST);
      assertThat(starts).isEqualTo(met && !after.over() && visit.startedAt().isEmpty());
      visit = after;
    }
    Visit over = visit.end(START.plusSeconds(500));
    assertThat(over.startedAt().isPresent() || over.status() == VisitStatus.CANCELLED).isTrue();
  }

  private static boolean isThere(Visit visit, Role role) {
    return visit.people().stream().anyMatch(p -> p.role() == role && p.isPresent());
  }

  @Property
  void strangersChangeNobodyAndNobodyIsThereTwice(@ForAll("histories") List<Step> steps) {
    Visit visit = last(steps);
    assertThat(visit.people()).extracting(Person::reference).doesNotHaveDuplicates();
    for (Act act : List.of(Act.CHECK_IN, Act.ADMIT, Act.ROOM_JOINED, Act.VIDEO_FLOWS)) {
      assertThat(new Step(act, NOBODY, START).on(visit)).isEqualTo(visit);
    }
  }

  @Property
  void theSameEventsMakeTheSameVisitAlsoWithARestartAtEachStep(
      @ForAll("histories") List<Step> steps) throws Exception {
    ObjectMapper json =
        JsonMapper.builder()
            .findAndAddModules()
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    Visit restarted = planned();
    for (Step step : steps) {
      restarted = json.readValue(json.writeValueAsString(step.on(restarted)), Visit.class);
    }
    assertThat(restarted).isEqualTo(last(steps));
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return steps().list().ofMinSize(1).ofMaxSize(40);
  }

  @Provide
  Arbitrary<Step> steps() {
    Arbitrary<Instant> times = Arbitraries.longs().between(-60, 600).map(START::plusSeconds);
    return Combinators.combine(acts(), people(), times).as(Step::new);
  }

  /** The end seldom comes, or most histories would be over before anything happened. */
  private static Arbitrary<Act> acts() {
    List<Act> ends = List.of(Act.CANCEL, Act.END);
    List<Act> others = Stream.of(Act.values()).filter(act -> !ends.contains(act)).toList();
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(60, Arbitraries.of(others)),
        net.jqwik.api.Tuple.of(1, Arbitraries.of(ends)));
  }

  @Provide
  Arbitrary<String> people() {
    return Arbitraries.of(PEOPLE.stream().map(Person::id).toList());
  }

  private static Visit planned() {
    Instant end = START.plus(Duration.ofMinutes(50));
    return Visit.planned("visit", "appointment", ROOM.value(), START, end, PEOPLE, START);
  }

  private static Visit last(List<Step> steps) {
    List<Visit> life = lifeOf(steps);
    return life.get(life.size() - 1);
  }

  /** The visit as planned, and after each step. */
  private static List<Visit> lifeOf(List<Step> steps) {
    var life = new ArrayList<Visit>();
    life.add(planned());
    for (Step step : steps) {
      life.add(step.on(life.get(life.size() - 1)));
    }
    return life;
  }
}
