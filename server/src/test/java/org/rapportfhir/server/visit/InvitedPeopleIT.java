package org.rapportfhir.server.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapportfhir.server.support.Practice.appointment;

import java.net.http.HttpResponse;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterParticipantComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UrlType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rapportfhir.profiles.VisitRole;
import org.rapportfhir.server.support.ClientPage;
import org.rapportfhir.server.support.Practice;
import org.rapportfhir.server.support.RawFhir;
import org.rapportfhir.server.support.RunningServer;

/** As what somebody is invited, what that says in the record, and what they may do. */
class InvitedPeopleIT {
  private static final String V3 = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
  private static final String R4 = "http://terminology.hl7.org/CodeSystem/participant-type";
  private static final String BAD_ROLE =
      "422 visit-bad-role at role: Give role as host or co-host for a Practitioner, as interpreter,"
          + " support-person or observer for a Practitioner or RelatedPerson, or leave it out.";

  private final RunningServer server = RunningServer.get();
  private final Practice practice = new Practice(server.ehr());
  private final RawFhir raw = new RawFhir(server);
  private String client;
  private Encounter encounter;

  @BeforeEach
  void bookedVisit() {
    client = practice.client();
    encounter = practice.encounterOf(practice.book(appointment(client, practice.clinician())));
  }

  @ParameterizedTest
  @CsvSource({
    "relative, interpreter, interpreter, " + R4 + ", translator, waiting",
    "relative, support-person, support-person, " + V3 + ", ESC, waiting",
    "relative, observer, observer, " + V3 + ", PART, waiting",
    "relative, , support-person, " + V3 + ", ESC, waiting",
    "clinician, , co-host, " + V3 + ", SPRF, admitted",
    "clinician, host, host, " + V3 + ", PPRF, admitted",
    "clinician, interpreter, interpreter, " + R4 + ", translator, waiting",
  })
  void whoIsInvitedComesAsThat(
      String who, String role, String recorded, String system, String code, String step) {
    String person = who.equals("relative") ? practice.relativeOf(client) : practice.clinician();
    var page = new ClientPage(server, url(invite(person, role)));

    EncounterParticipantComponent entry = participant(person);
    assertThat(VisitRole.of(entry).orElseThrow().code()).isEqualTo(recorded);
    assertThat(entry.getTypeFirstRep().getCodingFirstRep().getSystem()).isEqualTo(system);
    assertThat(entry.getTypeFirstRep().getCodingFirstRep().getCode()).isEqualTo(code);
    assertThat(part(person, "role").primitiveValue()).isEqualTo(recorded);
    assertThat(page.checkIn().step()).isEqualTo(step);
  }

  @ParameterizedTest
  @CsvSource({
    "relative, host",
    "relative, client",
    "relative, friend",
    "clinician, client",
    "client, interpreter"
  })
  void aRoleThatDoesNotFitIsRefused(String who, String role) {
    String person =
        switch (who) {
          case "relative" -> practice.relativeOf(client);
          case "clinician" -> practice.clinician();
          default -> client;
        };
    assertThat(raw.refusal(invite(person, role))).isEqualTo(BAD_ROLE);
    assertThat(practice.read(encounter).getParticipant()).hasSize(1);
  }

  @Test
  void whoIsInvitedAgainAsSomethingElseIsThatFromThen() {
    String person = practice.relativeOf(client);
    invite(person, "support-person");
    invite(person, "interpreter");
    assertThat(VisitRole.of(participant(person))).contains(VisitRole.INTERPRETER);
    invite(person, null);
    assertThat(VisitRole.of(participant(person))).contains(VisitRole.INTERPRETER);
    assertThat(practice.read(encounter).getParticipant()).hasSize(2);
  }

  @Test
  void theLastWhoLeadsIsNotMadeAGuest() {
    String clinician =
        practice.read(encounter).getParticipantFirstRep().getIndividual().getReference();
    assertThat(raw.refusal(invite(clinician, "observer"))).isEqualTo(BAD_ROLE);
    invite(practice.clinician(), "host");
    assertThat(invite(clinician, "observer").statusCode()).isEqualTo(200);
  }

  @Test
  void aVacantRoleIsNotInvited() {
    assertThat(raw.refusal(invite(practice.roleOf(null), null)))
        .isEqualTo(
            "422 visit-no-practitioner at participant: This PractitionerRole names no Practitioner."
                + " Name the Practitioner instead, or complete the PractitionerRole.");
  }

  @Test
  void whyAClientWasDeclinedIsForTheRecordAndForWhoLeadsTheVisit() {
    var page = new ClientPage(server, practice.invite(encounter, client)).checkIn();
    var in = new Parameters();
    in.addParameter("participant", new Reference(client));
    in.addParameter("reason", new StringType("Is not who she says"));
    practice.call(encounter, "$decline", in);

    assertThat(part(client, "reason").primitiveValue()).isEqualTo("Is not who she says");
    assertThat(page.get("/state").body()).contains("declined").doesNotContain("who she says");
    String colleague = server.clinicianToken(practice.clinician());
    Parameters seen =
        new Practice(server.client(colleague)).call(encounter, "$visit", new Parameters());
    assertThat(raw.json(seen)).contains("declined").doesNotContain("who she says");
  }

  @Test
  void aReasonOfTooManyWordsIsRefused() {
    new ClientPage(server, practice.invite(encounter, client)).checkIn();
    var in = new Parameters();
    in.addParameter("participant", new Reference(client));
    in.addParameter("reason", new StringType("x".repeat(501)));
    assertThat(raw.refusal(raw.post(path("$decline"), in)))
        .isEqualTo("422 visit-bad-reason at reason: A reason has at most 500 characters.");
  }

  private HttpResponse<String> invite(String person, String role) {
    var in = new Parameters();
    in.addParameter("participant", new Reference(person));
    if (role != null) {
      in.addParameter("role", new CodeType(role));
    }
    return raw.post(path("$invite"), in);
  }

  private String path(String operation) {
    return "/Encounter/" + encounter.getIdElement().getIdPart() + "/" + operation;
  }

  private String url(HttpResponse<String> answer) {
    Parameters out = raw.read(answer, Parameters.class);
    return ((UrlType) out.getParameter("url").getValue()).getValue();
  }

  private EncounterParticipantComponent participant(String who) {
    return practice.read(encounter).getParticipant().stream()
        .filter(p -> who.equals(p.getIndividual().getReference()))
        .findFirst()
        .orElseThrow();
  }

  private Type part(String person, String name) {
    return practice.call(encounter, "$visit", new Parameters()).getParameter().stream()
        .filter(p -> p.getName().equals("participant"))
        .filter(p -> p.getPart().stream().anyMatch(part -> names(part.getValue(), person)))
        .flatMap(p -> p.getPart().stream())
        .filter(part -> part.getName().equals(name))
        .map(part -> part.getValue())
        .findFirst()
        .orElseThrow();
  }

  private static boolean names(Type value, String person) {
    return value instanceof Reference actor && person.equals(actor.getReference());
  }
}
