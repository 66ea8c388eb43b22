package org.rapportfhir.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rapportfhir.bench.Practice.Booking;
import org.rapportfhir.bench.Practice.Person;

/**
 * What is measured, in the order it runs: reads and searches first, because the writes leave more
 * behind on the faster server.
 */
enum Scenario {
  READ_PATIENT("read-patient", "GET of a random Patient") {
    @Override
    FhirRequest next(Turn turn) {
      String id = turn.practice().patientId(turn.anyReadOnlyPatient());
      return FhirRequest.get("/Patient/" + id, AnswerCheck.resource("Patient", id));
    }
  },
  SEARCH_ENCOUNTER_BY_PATIENT("search-encounter-by-patient", "a random patient's Encounters") {
    @Override
    FhirRequest next(Turn turn) {
      String id = turn.practice().patientId(turn.anyReadOnlyPatient());
      int visits = turn.practice().practice().size().visitsPerPatient();
      return search(turn, "/Encounter?patient=" + id + "&_count=20", Math.min(visits, 20), 0);
    }
  },
  SEARCH_ENCOUNTER_DAY(
      "search-encounter-day", "a random day's Encounters by class and date, with their patients") {
    @Override
    FhirRequest next(Turn turn) {
      Practice practice = turn.practice().practice();
      List<LocalDate> days = practice.daysWithVisits();
      LocalDate day = days.get(turn.random().nextInt(days.size()));
      String query =
          "/Encounter?class=%s&date=ge%s&date=lt%s&_include=Encounter:patient&_count=50"
              .formatted(token(Resources.ACT_CODES, "AMB"), day, day.plusDays(1));
      return search(turn, query, Math.min(practice.visitsOn(day), 50), 1);
    }
  },
  SEARCH_PATIENT_FAMILY("search-patient-family", "Patients by a random patient's family name") {
    @Override
    FhirRequest next(Turn turn) {
      Person person = turn.practice().practice().patient(turn.anyReadOnlyPatient());
      return search(turn, "/Patient?family=" + encoded(person.family()) + "&_count=20", 1, 0);
    }
  },
  SEARCH_TOKEN("search-token", "one Patient by identifier system and value") {
    @Override
    FhirRequest next(Turn turn) {
      Person person = turn.practice().practice().patient(turn.anyReadOnlyPatient());
      String identifier = token(Resources.NUMBERS, person.number());
      return search(turn, "/Patient?identifier=" + identifier, 1, 0);
    }
  },
  HISTORY("history", "a random Patient's history") {
    @Override
    FhirRequest next(Turn turn) {
      String id = turn.practice().patientId(turn.anyReadOnlyPatient());
      return FhirRequest.get("/Patient/" + id + "/_history?_count=10", AnswerCheck.history());
    }
  },
  CREATE_PATIENT("create-patient", "POST of a Patient") {
    @Override
    FhirRequest next(Turn turn) {
      LoadedPractice practice = turn.practice();
      Person person = practice.practice().newcomer(practice.nextNewcomer());
      String body =
          Resources.patient(
              Optional.empty(), person, person.phone(), practice.practitionerReference(0));
      return post("/Patient", body, AnswerCheck.resource("Patient"));
    }
  },
  UPDATE_PATIENT("update-patient", "PUT of a Patient with another telephone number") {
    @Override
    FhirRequest next(Turn turn) {
      LoadedPractice practice = turn.practice();
      int index = turn.ownWritablePatient();
      String id = practice.patientId(index);
      String practitioner =
          practice.practitionerReference(practice.practice().practitionerOf(index));
      String phone = Practice.phone(practice.nextNewcomer());
      String body =
          Resources.patient(
              Optional.of(id), practice.practice().patient(index), phone, practitioner);
      return FhirRequest.send(
          "PUT", "/Patient/" + id, body.getBytes(UTF_8), AnswerCheck.resource("Patient", id));
    }
  },
  BUNDLE("bundle", "transaction of ten: a Patient, an Encounter, eight Observations") {
    @Override
    FhirRequest next(Turn turn) {
      List<String> entries = NewcomerBundle.entries(turn.practice());
      return post("", Resources.transaction(entries), AnswerCheck.transaction(entries.size()));
    }

    @Override
    int resourcesPerRequest() {
      return NewcomerBundle.ENTRIES;
    }
  },
  BOOKING_PLAIN("booking-plain", "POST of a booked Appointment in the room") {
    @Override
    FhirRequest next(Turn turn) {
      LoadedPractice practice = turn.practice();
      Booking booking = practice.nextBooking();
      String body =
          Resources.plainBooking(
              booking,
              practice.patientReference(booking.patient()),
              practice.practitionerReference(booking.practitioner()));
      return post("/Appointment", body, AnswerCheck.resource("Appointment"));
    }
  },
  BOOKING("booking", "POST of the same Appointment by video") {
    @Override
    FhirRequest next(Turn turn) {
      LoadedPractice practice = turn.practice();
      Booking booking = practice.nextBooking();
      String body =
          Resources.virtualBooking(
              booking,
              practice.patientReference(booking.patient()),
              practice.practitionerReference(booking.practitioner()));
      return post("/Appointment", body, AnswerCheck.resource("Appointment"));
    }
  };

  private final String label;
  private final String description;

  Scenario(String label, String description) {
    this.label = label;
    this.description = description;
  }

  /** Makes the next request; its time is not measured. */
  abstract FhirRequest next(Turn turn);

  /** The name on the command line and in reports. */
  String label() {
    return label;
  }

  String description() {
    return description;
  }

  int resourcesPerRequest() {
    return 1;
  }

  /**
   * @throws UsageException if there is none of that name
   */
  static Scenario named(String label) {
    return Arrays.stream(values())
        .filter(scenario -> scenario.label.equals(label))
        .findFirst()
        .orElseThrow(
            () -> new UsageException("No scenario " + label + "; there are " + names() + '.'));
  }

  static List<String> names() {
    return Arrays.stream(values()).map(Scenario::label).toList();
  }

  private static FhirRequest post(String path, String body, AnswerCheck check) {
    return FhirRequest.send("POST", path, body.getBytes(UTF_8), check);
  }

  private static FhirRequest search(Turn turn, String query, int matches, int includes) {
    FhirRequest request = FhirRequest.get(query, AnswerCheck.search(matches, includes));
    return turn.searchCache() ? request : request.uncached();
  }

  private static String token(String system, String value) {
    return encoded(system + '|' + value);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8);
  }
}
