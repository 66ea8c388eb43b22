package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapportfhir.server.settings.RapportSettings;
import org.rapportfhir.server.smart.launch.LaunchContext;
import org.rapportfhir.server.smart.launch.Launches;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Apps that are opened by themselves or from an EHR, with what their users grant. */
@SmartSlice
class AppLaunchIT {

  private static final String PASSWORD = "correct horse battery";
  private static final String ALL =
      "launch launch/patient openid fhirUser offline_access patient/*.rs user/*.rs";
  private static final String ASKED =
      "launch/patient openid fhirUser offline_access patient/Patient.rs patient/Observation.rs";

  @Autowired SmartHttp http;
  @Autowired RapportSettings settings;
  @Autowired UserAccounts accounts;
  @Autowired Launches launches;
  @Autowired JdbcTemplate jdbc;

  private final String username = "ann-" + UUID.randomUUID();
  private AppUnderTest app;

  @BeforeEach
  void aClinicianAndAnApp() {
    accounts.create(username, PASSWORD, "Practitioner/7", List.of("clinician"));
    app = AppUnderTest.register(http, settings, "none", ALL);
    app.signIn(username, PASSWORD);
  }

  @Test
  void theUserChoosesAPatientAndGrantsLessThanWasAskedFor() {
    String state = app.waiting(app.request(ASKED));
    JsonNode asked = app.asked(state);
    assertThat(asked.path("app").asText()).isEqualTo("An app");
    assertThat(asked.path("site").asText()).isEqualTo("app.example");
    assertThat(asked.path("needsPatient").asBoolean()).isTrue();
    assertThat(asked.path("choosesPatient").asBoolean()).isTrue();
    assertThat(asked.has("patient")).isFalse();

    assertThat(app.choose(state, "p1")).isEqualTo(204);
    assertThat(app.asked(state).path("patient").path("name").asText()).isEqualTo("Ada Sample");
    Set<String> granted = Set.of("launch/patient", "openid", "patient/Patient.rs");
    JsonNode token = SmartHttp.json(app.redeem(app.code(state, granted)));

    assertThat(Set.of(token.path("scope").asText().split(" "))).isEqualTo(granted);
    assertThat(token.path("patient").asText()).isEqualTo("p1");
    assertThat(token.path("need_patient_banner").asBoolean()).isTrue();
    assertThat(token.path("smart_style_url").asText()).endsWith("/assets/smart-style.json");
    assertThat(token.has("refresh_token")).isFalse();
    assertThat(token.path("id_token").asText()).isNotEmpty();
  }

  @Test
  void withoutAPatientNothingOfAPatientIsGranted() {
    String state = app.waiting(app.request(ASKED));
    HttpResponse<String> answer = app.decide(state, List.of("patient/Patient.rs"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
  }

  @Test
  void whatWasNotAskedForIsNotGranted() {
    String state = app.waiting(app.request("openid user/Patient.rs"));
    String answer = AppUnderTest.location(app.decide(state, List.of("user/*.rs")));
    assertThat(answer).contains("error=invalid_scope").doesNotContain("code=");
  }

  @Test
  void aUserWhoSaysNoSendsTheAppAway() {
    String state = app.waiting(app.request(ASKED));
    assertThat(AppUnderTest.location(app.decide(state, List.of())))
        .startsWith(AppUnderTest.CALLBACK)
        .contains("error=access_denied", "state=abc");
  }

  @Test
  void nobodyElseSeesOrDecidesAWaitingRequest() {
    String state = app.waiting(app.request(ASKED));
    String other = "bob-" + UUID.randomUUID();
    accounts.create(other, PASSWORD, "Practitioner/8", List.of("clinician"));
    AppUnderTest stranger = AppUnderTest.register(http, settings, "none", ALL);
    assertThat(stranger.get("/consent/request?state=" + state).statusCode()).isEqualTo(404);
    stranger.signIn(other, PASSWORD);
    assertThat(stranger.get("/consent/request?state=" + state).statusCode()).isEqualTo(404);
    assertThat(stranger.choose(state, "p1")).isEqualTo(404);
  }

  @Test
  void aPatientAlwaysOpensTheirOwnRecord() {
    String ada = "ada-" + UUID.randomUUID();
    accounts.create(ada, PASSWORD, "Patient/p1", List.of("client"));
    AppUnderTest own = AppUnderTest.register(http, settings, "none", ALL);
    own.signIn(ada, PASSWORD);
    String state = own.waiting(own.request(ASKED));
    assertThat(own.asked(state).path("choosesPatient").asBoolean()).isFalse();
    assertThat(own.choose(state, "p2")).isEqualTo(404);
    JsonNode token = SmartHttp.json(own.redeem(own.code(state, List.of("patient/Patient.rs"))));
    assertThat(token.path("patient").asText()).isEqualTo("p1");
  }

  @Test
  void anEhrsLaunchBringsItsContextOnce() {
    Map<String, String> request = launched(username, app.clientId());
    String state = app.waiting(request);
    assertThat(app.asked(state).path("choosesPatient").asBoolean()).isFalse();
    assertThat(app.asked(state).path("patient").path("id").asText()).isEqualTo("p2");
    JsonNode token =
        SmartHttp.json(app.redeem(app.code(state, List.of("launch", "patient/Patient.rs"))));

    assertThat(token.path("patient").asText()).isEqualTo("p2");
    assertThat(token.path("encounter").asText()).isEqualTo("e1");
    assertThat(token.path("intent").asText()).isEqualTo("chart-review");
    assertThat(token.path("need_patient_banner").asBoolean()).isFalse();
    assertThat(AppUnderTest.location(app.authorize(request))).contains("error=invalid_request");
  }

  @Test
  void oneLaunchOpensOneAuthorization() {
    Map<String, String> request = launched(username, app.clientId());
    String first = app.waiting(request);
    String second = app.waiting(request);
    List<String> scopes = List.of("launch", "patient/Patient.rs");
    String firstCode = app.code(first, scopes);
    String secondCode = app.code(second, scopes);
    assertThat(app.redeem(firstCode).statusCode()).isEqualTo(200);
    assertError(app.redeem(secondCode), "invalid_grant");
  }

  @Test
  void aLaunchOfSomebodyElseOfAnotherAppOrOfNobodyIsRefused() {
    String scope = "launch patient/Patient.rs";
    Map<String, String> forged = app.request(scope);
    forged.put("launch", "made-up");
    for (Map<String, String> request :
        List.of(
            launched("somebody-else", app.clientId()),
            launched(username, "another-app"),
            forged,
            app.request(scope))) {
      assertThat(AppUnderTest.location(app.authorize(request)))
          .startsWith(AppUnderTest.CALLBACK)
          .contains("error=invalid_request")
          .doesNotContain("code=");
    }
  }

  @Test
  void anExpiredLaunchIsRefused() {
    Map<String, String> request = launched(username, app.clientId());
    jdbc.update("update rapport.smart_launch set expires_at = now()");
    assertThat(AppUnderTest.location(app.authorize(request))).contains("error=invalid_request");
  }

  @Test
  void aPublicAppRefreshesAndEachRefreshTokenWorksOnce() {
    JsonNode first = granted();
    JsonNode second = SmartHttp.json(app.refresh(refreshToken(first), Map.of()));
    assertThat(second.path("patient").asText()).isEqualTo("p1");
    assertThat(second.path("scope").asText()).isEqualTo(first.path("scope").asText());
    assertThat(refreshToken(second)).isNotEqualTo(refreshToken(first));

    assertError(app.refresh(refreshToken(first), Map.of()), "invalid_grant");
    // Whoever came second, one of the two is a thief: nothing of the grant works any more.
    assertError(app.refresh(refreshToken(second), Map.of()), "invalid_grant");
    assertThat(http.get("/fhir/Patient/p1", second.path("access_token").asText()).statusCode())
        .isEqualTo(401);
  }

  @Test
  void aStolenRefreshTokenEndsEveryAccessTokenOfTheGrant() {
    JsonNode first = granted();
    JsonNode second = SmartHttp.json(app.refresh(refreshToken(first), Map.of()));
    app.refresh(refreshToken(first), Map.of());
    for (JsonNode token : List.of(first, second)) {
      assertThat(http.get("/fhir/Patient/p1", token.path("access_token").asText()).statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void ofManyRefreshesAtOneMomentOneWins() {
    String token = refreshToken(granted());
    assertThat(atOnce(() -> app.refresh(token, Map.of()))).containsOnlyOnce(200);
  }

  @Test
  void ofManyRedemptionsAtOneMomentOneWins() {
    String state = app.waiting(app.request(ASKED));
    app.choose(state, "p1");
    String code = app.code(state, List.of("launch/patient", "patient/Patient.rs"));
    assertThat(atOnce(() -> app.redeem(code))).containsOnlyOnce(200);
  }

  private static List<Integer> atOnce(Supplier<HttpResponse<String>> request) {
    var all =
        IntStream.range(0, 8)
            .mapToObj(n -> CompletableFuture.supplyAsync(request, Executors.newCachedThreadPool()))
            .toList();
    return all.stream().map(each -> each.join().statusCode()).toList();
  }

  @Test
  void aUsersAppGetsNoScopeOfASystem() {
    AppUnderTest greedy = AppUnderTest.register(http, settings, "none", "system/*.cruds openid");
    greedy.signIn(username, PASSWORD);
    assertThat(AppUnderTest.location(greedy.authorize(greedy.request("openid system/*.cruds"))))
        .contains("error=invalid_scope");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/oauth2/token", "/oauth2/introspect", "/oauth2/revoke", "/userinfo"})
  void aBrowserMayAskFromAnyOriginWithoutCookies(String path) {
    HttpResponse<String> answer =
        http.send(
            http.to(path)
                .header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
  }

  @Test
  void aRefreshMayAskForLessAndNeverForMore() {
    JsonNode first = granted();
    Map<String, String> less = Map.of("scope", "patient/Patient.rs launch/patient");
    JsonNode second = SmartHttp.json(app.refresh(refreshToken(first), less));
    assertThat(Set.of(second.path("scope").asText().split(" ")))
        .isEqualTo(Set.of("patient/Patient.rs", "launch/patient"));
    assertError(app.refresh(refreshToken(second), Map.of("scope", "user/*.rs")), "invalid_scope");
  }

  @Test
  void aRevokedAccessTokenIsRefusedAtOnce() {
    String token = granted().path("access_token").asText();
    assertThat(http.get("/fhir/Patient/p1", token).statusCode()).isNotEqualTo(401);
    assertThat(app.post("/oauth2/revoke", Map.of("token", token)).statusCode()).isEqualTo(200);
    assertThat(http.get("/fhir/Patient/p1", token).statusCode()).isEqualTo(401);
  }

  /** Requests share threads: what one left behind when it failed must not stick to the next. */
  @Test
  void anExchangeThatFailedDisturbsNobodyElse() {
    String state = app.waiting(app.request(ASKED));
    app.choose(state, "p1");
    String code = app.code(state, List.of("launch/patient", "patient/Patient.rs"));
    Map<String, String> wrong =
        Map.of(
            "grant_type",
            "authorization_code",
            "redirect_uri",
            AppUnderTest.CALLBACK + "/other",
            "code",
            code,
            "code_verifier",
            "a-verifier-of-forty-three-characters-or-more-1");
    for (int i = 0; i < 20; i++) {
      assertThat(app.post("/oauth2/token", wrong).statusCode()).isEqualTo(400);
      Map<String, String> other =
          Map.of("grant_type", "client_credentials", "scope", "system/Patient.rs");
      assertThat(http.asCli("/oauth2/token", other).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aCodeThatComesTwiceEndsWhatItBrought() {
    String state = app.waiting(app.request(ASKED));
    app.choose(state, "p1");
    String code = app.code(state, List.of("launch/patient", "patient/Patient.rs"));
    String token = SmartHttp.json(app.redeem(code)).path("access_token").asText();
    assertError(app.redeem(code), "invalid_grant");
    assertThat(http.get("/fhir/Patient/p1", token).statusCode()).isEqualTo(401);
  }

  @Test
  void introspectionTellsTheLaunchContext() {
    String token = granted().path("access_token").asText();
    JsonNode answer = SmartHttp.json(http.asCli("/oauth2/introspect", Map.of("token", token)));
    assertThat(answer.path("active").asBoolean()).isTrue();
    assertThat(answer.path("patient").asText()).isEqualTo("p1");
    assertThat(answer.path("client_id").asText()).isEqualTo(app.clientId());
    assertThat(answer.path("fhirUser").asText()).endsWith("/Practitioner/7");
    assertThat(answer.path("sub").asText()).isEqualTo(username);
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_secret_basic", "client_secret_post"})
  void aConfidentialAppNeedsItsSecret(String method) {
    AppUnderTest confidential = AppUnderTest.register(http, settings, method, ALL);
    confidential.signIn(username, PASSWORD);
    String state = confidential.waiting(confidential.request("openid user/Patient.rs"));
    String code = confidential.code(state, List.of("openid", "user/Patient.rs"));
    Map<String, String> form =
        Map.of(
            "grant_type",
            "authorization_code",
            "redirect_uri",
            AppUnderTest.CALLBACK,
            "code",
            code,
            "client_id",
            confidential.clientId(),
            "code_verifier",
            "a-verifier-of-forty-three-characters-or-more-1");
    assertThat(http.send(http.form("/oauth2/token", form)).statusCode()).isEqualTo(401);
  }

  @Test
  void aPostedRequestGoesOnAsAGet() {
    Map<String, String> request = app.request(ASKED);
    HttpResponse<String> answer = http.send(http.form("/oauth2/authorize", request));
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(AppUnderTest.location(app.get(AppUnderTest.location(answer)))).contains("/consent?");
  }

  private JsonNode granted() {
    String state = app.waiting(app.request(ASKED));
    app.choose(state, "p1");
    return SmartHttp.json(app.redeem(app.code(state, List.of(ASKED.split(" ")))));
  }

  private Map<String, String> launched(String user, String client) {
    Map<String, String> request = app.request("launch patient/Patient.rs");
    LaunchContext context = new LaunchContext("p2", "e1", "chart-review", false);
    request.put("launch", launches.begin(new Launches.Launch(user, client, context)));
    return request;
  }

  private static String refreshToken(JsonNode token) {
    return token.path("refresh_token").asText();
  }

  private static void assertError(HttpResponse<String> response, String error) {
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(SmartHttp.json(response).path("error").asText()).isEqualTo(error);
  }
}
