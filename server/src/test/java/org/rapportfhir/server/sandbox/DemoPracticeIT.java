package org.rapportfhir.server.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapportfhir.server.support.RunningServer.basic;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hl7.fhir.r4.model.Practitioner;
import org.junit.jupiter.api.Test;
import org.rapportfhir.server.smart.UserAccounts;
import org.rapportfhir.server.support.RunningServer;
import org.rapportfhir.server.visit.Role;
import org.rapportfhir.server.visit.Visit;
import org.rapportfhir.server.visit.Visits;
import org.springframework.boot.DefaultApplicationArguments;

class DemoPracticeIT {
  private final RunningServer server = RunningServer.get();
  private final Visits visits = server.bean(Visits.class);
  private final DemoPeople people = server.bean(DemoPeople.class);

  @Test
  void theReadyLinkOpensTheWelcomePageOfAVisitThatCanBeJoinedNow() {
    JsonNode ready = ready();
    JsonNode state = get(ready.path("joinUrl").asText() + "/state");

    assertThat(state.path("step").asText()).isEqualTo("welcome");
    assertThat(state.path("role").asText()).isEqualTo("client");
    assertThat(ready.path("landingUrl").asText())
        .isEqualTo(server.base() + "/visit/" + ready.path("encounter").asText());
    assertThat(ready.path("deskUrl").asText()).isEqualTo(server.base() + "/desk");
    assertThat(ready().path("joinUrl").asText()).isNotEqualTo(ready.path("joinUrl").asText());
  }

  @Test
  void whenTheReadyVisitIsOverAnotherTakesItsPlace() {
    var seen = new HashSet<String>();
    for (int i = 0; i < 3; i++) {
      String visit = ready().path("encounter").asText();
      assertThat(seen.add(visit)).isTrue();
      visits.end(visit);
    }
  }

  @Test
  void whoeverSignsInIsAClinicianOfThePractice() {
    UserAccounts accounts = server.bean(UserAccounts.class);
    for (DemoPeople.Clinician clinician : people.clinicians()) {
      var account = accounts.find(clinician.id()).orElseThrow();
      var practitioner =
          server.ehr().read().resource(Practitioner.class).withId(clinician.id()).execute();
      assertThat(account.fhirUser()).isEqualTo("Practitioner/" + clinician.id());
      assertThat(account.roles()).containsExactly("clinician");
      assertThat(practitioner.getQualification()).isNotEmpty();
    }
  }

  @Test
  void eachClinicianHasAWeekWithoutOverlapsAndSeesNobodyTwiceADay() {
    for (DemoPeople.Clinician clinician : people.clinicians()) {
      List<Visit> week = week(clinician).stream().filter(v -> !v.over()).toList();
      assertThat(week).hasSizeGreaterThanOrEqualTo(16);
      for (int i = 1; i < week.size(); i++) {
        assertThat(week.get(i).start()).isAfterOrEqualTo(week.get(i - 1).end());
      }
      assertThat(week)
          .allSatisfy(
              visit -> assertThat(visit.people()).extracting(p -> p.role()).contains(Role.CLIENT));
    }
  }

  @Test
  void twoFurtherStartsAtOnceAddNothing() {
    ready();
    int before = countAll();
    DemoPractice practice = server.bean(DemoPractice.class);
    var starts = new ArrayList<CompletableFuture<Void>>();
    for (int i = 0; i < 2; i++) {
      starts.add(CompletableFuture.runAsync(() -> practice.run(new DefaultApplicationArguments())));
    }
    starts.forEach(CompletableFuture::join);
    assertThat(countAll()).isEqualTo(before);
  }

  @Test
  void theOutboxShowsTheLatestMessageAndTakesTheCommandLinesSecretOnly() {
    String landing = ready().path("landingUrl").asText();
    server.send(HttpRequest.newBuilder(URI.create(landing + "/link")).POST(nothing()));

    JsonNode latest = cli("/sandbox/outbox").path("messages").path(0);
    assertThat(latest.path("channel").asText()).isEqualTo("sms");
    assertThat(latest.path("address").asText()).startsWith("+1");
    assertThat(latest.path("body").asText()).contains(server.base() + "/join/");
    assertThat(server.send(server.request("/sandbox/outbox").GET()).statusCode()).isEqualTo(401);
    assertThat(server.send(server.request("/sandbox/ready").GET()).statusCode()).isEqualTo(401);
  }

  private List<Visit> week(DemoPeople.Clinician clinician) {
    Instant now = server.bean(Clock.class).instant();
    return visits.ofClinician(
        clinician.reference(), now.minusSeconds(86_400), now.plusSeconds(10 * 86_400));
  }

  private int countAll() {
    return people.clinicians().stream().mapToInt(clinician -> week(clinician).size()).sum();
  }

  private JsonNode ready() {
    return cli("/sandbox/ready");
  }

  private JsonNode cli(String path) {
    HttpResponse<String> answer =
        server.send(
            server
                .request(path)
                .header("Authorization", basic("rapport-cli", RunningServer.CLI_SECRET))
                .GET());
    assertThat(answer.statusCode()).isEqualTo(200);
    return server.read(answer.body());
  }

  private JsonNode get(String url) {
    return server.read(server.send(HttpRequest.newBuilder(URI.create(url)).GET()).body());
  }

  private static HttpRequest.BodyPublisher nothing() {
    return HttpRequest.BodyPublishers.noBody();
  }
}
