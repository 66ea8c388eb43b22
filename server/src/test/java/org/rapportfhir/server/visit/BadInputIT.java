package org.rapportfhir.server.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapportfhir.server.support.Practice.appointment;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapportfhir.server.support.ClientPage;
import org.rapportfhir.server.support.Practice;
import org.rapportfhir.server.support.RawFhir;
import org.rapportfhir.server.support.RunningServer;

/** What goes wrong most often, and the whole of what is answered: code, place and words. */
class BadInputIT {
  private static final String OVER =
      "409 visit-over at -: The visit has ended or was cancelled. Book another Appointment.";

  private final RunningServer server = RunningServer.get();
  private final Practice practice = new Practice(server.ehr());
  private final RawFhir raw = new RawFhir(server);
  private String client;
  private String clinician;

  @BeforeEach
  void people() {
    client = practice.client();
    clinician = practice.clinician();
  }

  // Operations

  @ParameterizedTest
  @ValueSource(
      strings = {"$visit", "$invite", "$revoke-invite", "$admit", "$decline", "$remove", "$end"})
  void anUnknownEncounterIsNotFound(String operation) {
    assertThat(raw.refusal(call("11111111-2222-3333-4444-555555555555", operation)))
        .isEqualTo("404 visit-unknown at -: There is no visit with this Encounter id.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$invite", "$admit", "$decline", "$remove"})
  void aClosedVisitTakesNobody(String operation) {
    String visit = visit();
    new ClientPage(server, invited(visit)).checkIn();
    call(visit, "$end");
    assertThat(raw.refusal(call(visit, operation))).isEqualTo(OVER);
  }

  @Test
  void endingAClosedVisitAndRevokingItsLinksChangeNothing() {
    String visit = visit();
    call(visit, "$end");
    String before = call(visit, "$visit").body();
    assertThat(call(visit, "$end").body()).isEqualTo(before);
    assertThat(call(visit, "$revoke-invite").body()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$revoke-invite", "$admit", "$decline", "$remove"})
  void somebodyWhoIsNotInTheVisitIsRefused(String operation) {
    String visit = visit();
    client = practice.client();
    assertThat(raw.refusal(call(visit, operation)))
        .isEqualTo(
            "422 visit-person-unknown at participant: This person does not take part in the visit;"
                + " add a participant to the Appointment, or invite the person with $invite.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Organization/1", "Patient", "https://example.org", ""})
  void whatIsNoPersonIsRefused(String participant) {
    String visit = visit();
    client = participant;
    assertThat(raw.refusal(call(visit, "$admit")))
        .isEqualTo(
            "400 visit-bad-participant at participant: Give participant as a Reference to a"
                + " Patient, RelatedPerson, Practitioner or PractitionerRole.");
  }

  @Test
  void whoDoesNotWaitIsNotAdmitted() {
    assertThat(raw.refusal(call(visit(), "$admit")))
        .isEqualTo(
            "409 visit-not-waiting at participant: The person is not in the waiting room; only"
                + " somebody who has checked in can be admitted.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$invite", "$revoke-invite", "$admit", "$decline", "$remove", "$end"})
  void whoIsNoClinicianOfTheVisitIsRefused(String operation) {
    String visit = visit();
    for (String who : new String[] {practice.clinician(), client}) {
      HttpResponse<String> refused =
          raw.post(
              path(visit, operation),
              parameters(),
              "Authorization",
              "Bearer " + server.clinicianToken(who));
      assertThat(raw.refusal(refused))
          .isEqualTo(
              "403 visit-not-host at -: Only a clinician of this visit, or a system with the scope"
                  + " for it, may do this.");
    }
  }

  // Links

  @Test
  void aLinkThatIsUsedOnASecondDeviceIsRefusedThereUntilItTakesOver() {
    String link = invited(visit());
    var phone = new ClientPage(server, link).checkIn();
    var laptop = new ClientPage(server, link);

    assertThat(laptop.get("/state").statusCode()).isEqualTo(409);
    HttpResponse<String> refused = laptop.post("/check-in", ClientPage.AT_HOME);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).isEqualTo("{\"error\":\"other-device\"}");
    HttpResponse<String> taken =
        laptop.post("/check-in", ClientPage.AT_HOME.replaceFirst("}$", ",\"takeOver\":true}"));
    assertThat(taken.statusCode()).isEqualTo(200);
    assertThat(phone.get("/state").statusCode()).isEqualTo(409);
  }

  @Test
  void aReplyThatIsNoneIsRefusedAndDoesNotReachTheClinician() {
    String visit = visit();
    var page = new ClientPage(server, invited(visit)).checkIn();
    for (String reply : new String[] {"{\"text\":\"maybe\"}", "{}", "{\"text\":\"OK\"}"}) {
      HttpResponse<String> refused = page.post("/replies", reply);
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body()).isEqualTo("{\"error\":\"bad-reply\"}");
    }
    Person person =
        server.bean(Visits.class).find(visit).flatMap(v -> v.personOf(client)).orElseThrow();
    assertThat(person.reply()).isNull();
  }

  // Bookings

  @Test
  void aBookingInThePastIsRefused() {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    assertThat(raw.refusal(book(appointment(client, clinician, yesterday))))
        .isEqualTo(
            "422 sched-in-the-past at Appointment.start: A visit can't be booked for a time that is"
                + " over. Choose a later start.");
  }

  @Test
  void anEndBeforeTheStartIsRefused() {
    Appointment booking = appointment(client, clinician);
    booking.setEnd(Date.from(booking.getStart().toInstant().minusSeconds(60)));
    HttpResponse<String> refused = book(booking);
    OperationOutcomeIssueComponent issue = raw.issue(refused);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(issue.getExpression().get(0).getValue()).isEqualTo("Appointment.end");
    assertThat(issue.getDiagnostics())
        .contains(
            "The appointment must end after it starts: set Appointment.end to a time later than"
                + " Appointment.start.");
  }

  @Test
  void aBookingOfMoreThanTwelveHoursIsRefused() {
    Appointment booking = appointment(client, clinician);
    booking.setEnd(Date.from(booking.getStart().toInstant().plus(Duration.ofHours(13))));
    assertThat(raw.refusal(book(booking)))
        .isEqualTo(
            "422 sched-too-long at Appointment.end: A visit lasts at most 12 hours. Check"
                + " Appointment.start and Appointment.end.");
  }

  @Test
  void theSecondBookingOfOneTimeIsRefused() {
    practice.book(appointment(client, clinician));
    assertThat(raw.refusal(book(appointment(practice.client(), clinician))))
        .isEqualTo(
            "409 sched-slot-taken at Appointment.start: The clinician has another virtual visit at"
                + " that time. Choose another time, or change or cancel the other Appointment"
                + " first.");
  }

  @Test
  void aSecondClientIsRefused() {
    Appointment booking = appointment(client, clinician);
    booking.addParticipant(booking.getParticipantFirstRep().copy());
    booking.getParticipant().get(2).setActor(new Reference(practice.client()));
    assertThat(raw.refusal(book(booking)))
        .isEqualTo(
            "422 sched-one-client at Appointment.participant: A virtual visit has one client so"
                + " far; book one Appointment for each.");
  }

  private HttpResponse<String> book(Appointment booking) {
    return raw.post("/Appointment", booking);
  }

  private String visit() {
    Encounter encounter = practice.encounterOf(practice.book(appointment(client, clinician)));
    return encounter.getIdElement().getIdPart();
  }

  private String invited(String visit) {
    var encounter = new Encounter();
    encounter.setId("Encounter/" + visit);
    return practice.invite(encounter, client);
  }

  private HttpResponse<String> call(String visit, String operation) {
    Parameters in =
        operation.equals("$end") || operation.equals("$visit") ? new Parameters() : parameters();
    return raw.post(path(visit, operation), in);
  }

  private static String path(String visit, String operation) {
    return "/Encounter/" + visit + "/" + operation;
  }

  private Parameters parameters() {
    var in = new Parameters();
    in.addParameter("participant", new Reference(client));
    return in;
  }
}
