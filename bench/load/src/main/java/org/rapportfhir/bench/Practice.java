package org.rapportfhir.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A made-up practice, the same for the same size, seed and start: who there is, and who was seen
 * when. Nothing is stored; everything follows from an index.
 */
final class Practice {
  private static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 6);
  private static final int DAYS = 200;
  // Working hours in the middle of the day, so that a server's time zone doesn't move the date.
  private static final int FIRST_HOUR = 10;
  private static final int QUARTERS_A_DAY = 32;
  private static final Duration BOOKING_LENGTH = Duration.ofMinutes(30);
  private static final List<String> GIVEN =
      List.of("Ana", "Ben", "Chloe", "Daniel", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jonas");
  private static final List<String> SURNAMES =
      List.of(
          "Adams",
          "Baker",
          "Castillo",
          "Dubois",
          "Evans",
          "Fischer",
          "Garcia",
          "Haddad",
          "Ivanov",
          "Jensen",
          "Kowalski",
          "Larsen",
          "Moreau",
          "Nguyen",
          "Okafor",
          "Petrov",
          "Quinn",
          "Rossi",
          "Schmidt",
          "Tanaka",
          "Ueda",
          "Vargas",
          "Walker",
          "Xu",
          "Yilmaz",
          "Zimmer");

  private final PracticeSize size;
  private final long seed;
  private final String run;
  private final Instant firstBooking;
  private final SortedMap<LocalDate, Integer> visitsByDay = new TreeMap<>();

  /**
   * @param start bookings begin on the next day; it also marks this run's identifiers, so that
   *     several runs on one database don't meet
   */
  Practice(PracticeSize size, long seed, Instant start) {
    this.size = size;
    this.seed = seed;
    this.run = Long.toString(start.getEpochSecond(), 36);
    this.firstBooking = start.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    for (int patient = 0; patient < size.patients(); patient++) {
      for (int visit = 0; visit < size.visitsPerPatient(); visit++) {
        visitsByDay.merge(visit(patient, visit).day(), 1, Integer::sum);
      }
    }
  }

  /** One person; made-up names, reserved telephone numbers. */
  record Person(
      String number, String given, String family, String gender, LocalDate birth, String phone) {}

  /** One past visit of half an hour. */
  record Visit(Instant start) {
    LocalDate day() {
      return start.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    Instant end() {
      return start.plus(BOOKING_LENGTH);
    }
  }

  /** One future half hour that nobody else was given, with the people who meet in it. */
  record Booking(int practitioner, int patient, Instant start) {
    Instant end() {
      return start.plus(BOOKING_LENGTH);
    }
  }

  PracticeSize size() {
    return size;
  }

  Person practitioner(int index) {
    return person("c", index, family(random(1, index)));
  }

  Person patient(int index) {
    return person("p", index, family(random(2, index)));
  }

  /** Someone who is not among the patients and whose family name no search asks for. */
  Person newcomer(long index) {
    return person("n", index, "Newcomer-" + Long.toString(index, 36));
  }

  private Person person(String kind, long index, String family) {
    SplittableRandom random = random(kind.hashCode(), index);
    return new Person(
        run + '-' + kind + index,
        GIVEN.get(random.nextInt(GIVEN.size())),
        family,
        random.nextBoolean() ? "female" : "male",
        LocalDate.of(1945, 1, 1).plusDays(random.nextInt(365 * 60)),
        phone(index));
  }

  private static String family(SplittableRandom random) {
    return SURNAMES.get(random.nextInt(SURNAMES.size()))
        + '-'
        + SURNAMES.get(random.nextInt(SURNAMES.size()));
  }

  /** A number out of the range that is kept free for fiction, changing with the index. */
  static String phone(long index) {
    return "+1-303-555-01%02d;ext=%d".formatted(index % 100, index);
  }

  /** The practitioner a patient always sees. */
  int practitionerOf(int patient) {
    return patient % size.practitioners();
  }

  Visit visit(int patient, int number) {
    SplittableRandom random = random(3 + number, patient);
    LocalTime time = LocalTime.of(FIRST_HOUR, 0).plusMinutes(15L * random.nextInt(QUARTERS_A_DAY));
    LocalDate day = FIRST_DAY.plusDays(random.nextInt(DAYS));
    return new Visit(day.atTime(time).toInstant(ZoneOffset.UTC));
  }

  /** Days on which somebody was seen, in order. */
  List<LocalDate> daysWithVisits() {
    return List.copyOf(visitsByDay.keySet());
  }

  int visitsOn(LocalDate day) {
    return visitsByDay.getOrDefault(day, 0);
  }

  /**
   * The n-th booking: practitioners take turns, and when all have had theirs time moves on by one
   * length, so that nobody, clinician or client, is in two places at once.
   */
  Booking booking(long n) {
    int practitioners = size.practitioners();
    int patient = size.readOnlyPatients() + (int) (n % size.writablePatients());
    Instant start = firstBooking.plus(BOOKING_LENGTH.multipliedBy(n / practitioners));
    return new Booking((int) (n % practitioners), patient, start);
  }

  private SplittableRandom random(int stream, long index) {
    return new SplittableRandom((seed * 31 + stream) * 1_000_003L + index);
  }
}
