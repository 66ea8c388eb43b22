package org.rapportfhir.server.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.rapportfhir.server.support.Practice.appointment;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapportfhir.server.support.ClientPage;
import org.rapportfhir.server.support.Practice;
import org.rapportfhir.server.support.RunningServer;

/** A clinician sees and leads her own visits and nobody else's; systems are held by scope alone. */
class DeskIT {
  private final RunningServer server = RunningServer.get();
  private final Practice practice = new Practice(server.ehr());
  private String client;
  private String clinician;
  private Encounter encounter;

  @BeforeEach
  void aClientWaits() {
    client = practice.client();
    clinician = practice.clinician();
    encounter = practice.encounterOf(practice.book(appointment(client, clinician)));
    new ClientPage(server, practice.invite(encounter, client)).checkIn();
  }

  @Test
  void theFeedShowsOnesOwnVisitsOnlyAndWhoWaitsThere() {
    String other = practice.clinician();
    practice.book(appointment(practice.client(), other));

    JsonNode today = server.read(today(server.clinicianToken(clinician), null).body());

    assertThat(today.path("clinician").path("reference").asText()).isEqualTo(clinician);
    assertThat(today.path("visits")).hasSize(1);
    JsonNode visit = today.path("visits").path(0);
    assertThat(visit.path("id").asText()).isEqualTo(encounter.getIdElement().getIdPart());
    JsonNode person = visit.path("people").path(0);
    assertThat(person.path("reference").asText()).isEqualTo(client);
    assertThat(person.path("state").asText()).isEqualTo("ready");
    assertThat(person.path("place").path("state").asText()).isEqualTo("OR");
    assertThat(
            server
                .read(today(server.clinicianToken(practice.clinician()), null).body())
                .path("visits"))
        .isEmpty();
  }

  @Test
  void theFeedIsSentAgainOnlyWhenSomethingChanged() {
    String token = server.clinicianToken(clinician);
    String tag = today(token, null).headers().firstValue("ETag").orElseThrow();
    assertThat(today(token, tag).statusCode()).isEqualTo(304);
    practice.call(encounter, "$admit", client);
    assertThat(today(token, tag).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$invite", "$revoke-invite", "$admit", "$decline", "$remove", "$end"})
  void aClinicianLeadsHerOwnVisit(String operation) {
    as(server.clinicianToken(clinician)).call(encounter, operation, parameters(operation));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$invite", "$revoke-invite", "$admit", "$decline", "$remove", "$end"})
  void aSystemLeadsEveryVisit(String operation) {
    practice.call(encounter, operation, parameters(operation));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$invite", "$revoke-invite", "$admit", "$decline", "$remove", "$end"})
  void nobodyLeadsAVisitOfAnothersAndNothingChanges(String operation) {
    String before = state();
    for (String token :
        new String[] {
          server.clinicianToken(practice.clinician()),
          server.clinicianToken(client),
          server.sandboxToken("scope=user%2F*.cruds"),
          server.sandboxToken("scope=user%2F*.cruds+system%2FPatient.cruds+system%2FEncounter.r")
        }) {
      BaseServerResponseException refusal =
          catchThrowableOfType(
              BaseServerResponseException.class,
              () -> as(token).call(encounter, operation, parameters(operation)));
      assertThat(refusal).isNotNull();
      assertThat(refusal.getStatusCode()).isEqualTo(403);
      assertThat(code(refusal)).isEqualTo("visit-not-host");
    }
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void anotherCliniciansNoteIsRefused() {
    HttpResponse<String> refused =
        server.send(
            server
                .request("/desk/visits/" + encounter.getIdElement().getIdPart() + "/note")
                .header("Authorization", "Bearer " + server.clinicianToken(practice.clinician()))
                .POST(BodyPublishers.ofString("{\"text\":\"Hello\"}")));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).isEqualTo("{\"error\":\"visit-not-host\"}");
  }

  @Test
  void aColleagueWhoIsInvitedLeadsTheVisitToo() {
    String colleague = practice.clinician();
    as(server.clinicianToken(clinician)).invite(encounter, colleague);
    as(server.clinicianToken(colleague)).call(encounter, "$admit", client);
  }

  private Practice as(String token) {
    return new Practice(server.client(token));
  }

  private Parameters parameters(String operation) {
    var in = new Parameters();
    if (!operation.equals("$end")) {
      in.addParameter("participant", new Reference(client));
    }
    return in;
  }

  private String state() {
    return server
        .fhirContext()
        .newJsonParser()
        .encodeResourceToString(practice.call(encounter, "$visit", new Parameters()));
  }

  private HttpResponse<String> today(String token, String known) {
    var request = server.request("/desk/today").header("Authorization", "Bearer " + token);
    if (known != null) {
      request.header("If-None-Match", known);
    }
    return server.send(request.GET());
  }

  private static String code(BaseServerResponseException refusal) {
    return ((OperationOutcome) refusal.getOperationOutcome())
        .getIssueFirstRep()
        .getDetails()
        .getCodingFirstRep()
        .getCode();
  }
}
