package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.jwt.JwtDecoder;

@SmartSlice
class DeskSignInIT {

  private static final String PASSWORD = "correct horse battery";
  private static final String HOME = "198.51.100.7";
  private static final String GUESSER = "203.0.113.7";
  private static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more-1";

  @Autowired SmartHttp http;
  @Autowired RapportSettings settings;
  @Autowired UserAccounts accounts;
  @Autowired JwtDecoder decoder;
  @Autowired JdbcTemplate jdbc;

  private final HttpClient browser = SmartHttp.browser();
  private final String username = "ann-" + UUID.randomUUID();

  @BeforeEach
  void aClinician() {
    accounts.create(username, PASSWORD, "Practitioner/7", List.of("clinician"));
  }

  @Test
  void aClinicianSignsInAndTheDeskGetsTokensThatNameHer() {
    String code = signInForCode();
    HttpResponse<String> response = redeem(code, VERIFIER);

    assertThat(response.statusCode()).isEqualTo(200);
    var body = SmartHttp.json(response);
    assertThat(body.path("expires_in").asInt()).isBetween(890, 900);
    assertThat(body.path("scope").asText().split(" "))
        .containsExactlyInAnyOrder("openid", "fhirUser", "user/*.cruds");
    assertThat(body.has("refresh_token")).isFalse();

    String fhirUser = settings.fhirBase() + "/Practitioner/7";
    var token = decoder.decode(body.path("access_token").asText());
    assertThat(token.getSubject()).isEqualTo(username);
    assertThat(token.getClaimAsString("fhirUser")).isEqualTo(fhirUser);
    assertThat(claimsOf(body.path("id_token").asText()))
        .contains("\"fhirUser\":\"" + fhirUser + "\"", "\"aud\":\"rapport-desk\"");
    var info = SmartHttp.json(http.get("/userinfo", token.getTokenValue()));
    assertThat(info.path("fhirUser").asText()).isEqualTo(fhirUser);
    assertThat(http.get("/fhir/Patient", token.getTokenValue()).statusCode()).isEqualTo(200);
  }

  @Test
  void aCodeWorksOnce() {
    String code = signInForCode();
    assertThat(redeem(code, VERIFIER).statusCode()).isEqualTo(200);
    assertError(redeem(code, VERIFIER), "invalid_grant");
  }

  @Test
  void aCodeIsNothingWithoutItsVerifier() {
    assertError(redeem(signInForCode(), VERIFIER + "x"), "invalid_grant");
  }

  @ParameterizedTest
  @CsvSource({
    "code_challenge_method, plain, invalid_request",
    "code_challenge_method, , invalid_request",
    "code_challenge, , invalid_request",
    "aud, http://other.example/fhir, invalid_request",
    "aud, , invalid_request",
    "scope, user/*.cruds system/Patient.r, invalid_scope",
    "scope, launch/patient, invalid_scope",
    "scope, , invalid_scope",
    "response_type, token, invalid_request"
  })
  void aRequestThatIsWrongInOneThingIsRefused(String field, String value, String error) {
    signIn(browser, username, PASSWORD);
    Map<String, String> request = authorizationRequest();
    if (value == null) {
      request.remove(field);
    } else {
      request.put(field, value);
    }
    HttpResponse<String> response = authorize(request);

    String answer = location(response) + response.statusCode();
    assertThat(answer).doesNotContain("code=");
    if (response.statusCode() == 302) {
      assertThat(location(response))
          .startsWith(settings.baseUrl() + "/desk/callback?")
          .contains("error=" + error, "state=abc");
    } else {
      assertThat(response.statusCode()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example/desk/callback",
    "/desk/callback/",
    "/desk/callback?x=1",
    "/desk/callback#x",
    "/desk"
  })
  void anotherRedirectAddressIsNeverFollowed(String redirect) {
    signIn(browser, username, PASSWORD);
    Map<String, String> request = authorizationRequest();
    request.put("redirect_uri", http.address(redirect));
    HttpResponse<String> response = authorize(request);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Location")).isEmpty();
  }

  @Test
  void fiveWrongPasswordsLockOutWhereTheyCameFromAlsoForTheRightOne() {
    fiveWrongPasswords(GUESSER);
    assertThat(signInFrom(GUESSER, PASSWORD)).endsWith("/sign-in?error");

    waitIsOver();
    assertThat(signInFrom(GUESSER, PASSWORD)).endsWith("/desk");
  }

  @Test
  void whoeverSignsInElsewhereIsNotLockedOutByAGuesser() {
    fiveWrongPasswords(GUESSER);
    assertThat(signInFrom(HOME, PASSWORD)).endsWith("/desk");
    assertThat(signInFrom(GUESSER, PASSWORD)).endsWith("/sign-in?error");
  }

  @Test
  void eachFurtherFiveWrongPasswordsDoubleTheWait() {
    fiveWrongPasswords(GUESSER);
    assertThat(minutesToWait()).isEqualTo(15);
    waitIsOver();
    fiveWrongPasswords(GUESSER);
    assertThat(minutesToWait()).isEqualTo(30);
    jdbc.update(
        "update rapport.sign_in_address set failed_tries = 499 where username = ?", username);
    waitIsOver();
    signInFrom(GUESSER, "wrong");
    assertThat(minutesToWait()).isEqualTo(24 * 60);
  }

  @Test
  void guessesMadeAtTheSameMomentAllCount() {
    var pool = Executors.newFixedThreadPool(12);
    try {
      var guesses =
          IntStream.range(0, 12)
              .mapToObj(i -> CompletableFuture.runAsync(() -> signInFrom(GUESSER, "wrong"), pool))
              .toList();
      guesses.forEach(CompletableFuture::join);
    } finally {
      pool.shutdownNow();
    }
    assertThat(
            jdbc.queryForObject(
                "select failed_tries from rapport.user_account where username = ?",
                Integer.class,
                username))
        .isEqualTo(5);
  }

  @Test
  void anIpv6NetworkIsOneSource() {
    fiveWrongPasswords("2001:db8:1:2::1");
    assertThat(signInFrom("2001:db8:1:2:ffff::2", PASSWORD)).endsWith("/sign-in?error");
    assertThat(signInFrom("2001:db8:1:3::1", PASSWORD)).endsWith("/desk");
  }

  @Test
  void aHundredWrongPasswordsFromEverywhereLeaveTheAccountOpenOnlyWhereItsOwnerSignedInBefore() {
    assertThat(signInFrom(HOME, PASSWORD)).endsWith("/desk");
    jdbc.update("update rapport.user_account set failed_tries = 99 where username = ?", username);
    signInFrom(GUESSER, "wrong");

    assertThat(signInFrom("198.51.100.77", PASSWORD)).endsWith("/sign-in?error");
    assertThat(signInFrom(HOME, PASSWORD)).endsWith("/desk");
    assertThat(signInFrom("198.51.100.77", PASSWORD)).endsWith("/desk");
  }

  private void fiveWrongPasswords(String from) {
    for (int i = 0; i < 5; i++) {
      assertThat(signInFrom(from, "wrong")).endsWith("/sign-in?error");
    }
  }

  private void waitIsOver() {
    jdbc.update(
        "update rapport.sign_in_address set locked_until = now() where username = ?", username);
  }

  private long minutesToWait() {
    return Math.round(
        jdbc.queryForObject(
            "select extract(epoch from max(locked_until) - now()) / 60"
                + " from rapport.sign_in_address where username = ?",
            Double.class,
            username));
  }

  private String signInFrom(String address, String password) {
    HttpClient anew = SmartHttp.browser();
    return location(
        SmartHttp.send(
            anew, signInForm(anew, username, password).header("X-Forwarded-For", address)));
  }

  @Test
  void theRightPasswordForgetsFourWrongOnes() {
    for (int i = 0; i < 4; i++) {
      signIn(SmartHttp.browser(), username, "wrong");
    }
    assertThat(signIn(SmartHttp.browser(), username, PASSWORD)).endsWith("/desk");
    signIn(SmartHttp.browser(), username, "wrong");
    assertThat(signIn(SmartHttp.browser(), username, PASSWORD)).endsWith("/desk");
  }

  @Test
  void aNameThatNobodyHasIsAnsweredLikeAWrongPassword() {
    assertThat(signIn(browser, "nobody-" + username, PASSWORD))
        .isEqualTo(signIn(SmartHttp.browser(), username, "wrong"));
  }

  @Test
  void namesAreToldApartWithoutCase() {
    assertThat(signIn(browser, " " + username.toUpperCase(Locale.ROOT), PASSWORD))
        .endsWith("/desk");
  }

  @Test
  void makingAnAccountAgainChangesNothing() {
    accounts.create(username, "another", "Practitioner/8", List.of("administrator"));
    assertThat(accounts.find(username))
        .contains(new UserAccounts.Account(username, "Practitioner/7", Set.of("clinician")));
    assertThat(signIn(browser, username, PASSWORD)).endsWith("/desk");
  }

  @Test
  void aFormWithoutItsTokenSignsNobodyIn() {
    var response =
        SmartHttp.send(
            browser, http.form("/sign-in", Map.of("username", username, "password", PASSWORD)));
    assertThat(location(response)).endsWith("/sign-in?error");
    assertThat(location(authorize(authorizationRequest()))).endsWith("/sign-in");
  }

  @Test
  void theSessionChangesItsIdAtSignInAndScriptsCannotReadIt() {
    var before = SmartHttp.send(browser, http.to("/sign-in/csrf"));
    String anonymous = before.headers().firstValue("Set-Cookie").orElseThrow();
    var after = signInResponse(browser, username, PASSWORD);
    String signedIn = after.headers().firstValue("Set-Cookie").orElseThrow();

    assertThat(signedIn).startsWith("rapport-session=").contains("HttpOnly", "SameSite=Lax");
    assertThat(value(signedIn)).isNotEqualTo(value(anonymous));
  }

  private String signInForCode() {
    HttpResponse<String> first = authorize(authorizationRequest());
    assertThat(first.statusCode()).isEqualTo(302);
    assertThat(location(first)).endsWith("/sign-in");
    String back = signIn(browser, username, PASSWORD);
    assertThat(back).contains("/oauth2/authorize");
    String callback = location(SmartHttp.send(browser, http.to(back)));
    assertThat(callback).startsWith(settings.baseUrl() + "/desk/callback?").contains("state=abc");
    return parameter(callback, "code");
  }

  private String signIn(HttpClient by, String name, String password) {
    return location(signInResponse(by, name, password));
  }

  private HttpResponse<String> signInResponse(HttpClient by, String name, String password) {
    return SmartHttp.send(by, signInForm(by, name, password));
  }

  private HttpRequest.Builder signInForm(HttpClient by, String name, String password) {
    String csrf =
        SmartHttp.json(SmartHttp.send(by, http.to("/sign-in/csrf"))).path("token").asText();
    return http.form("/sign-in", Map.of("username", name, "password", password, "_csrf", csrf));
  }

  private HttpResponse<String> authorize(Map<String, String> request) {
    return SmartHttp.send(
        browser,
        http.to("/oauth2/authorize?" + SmartHttp.encoded(request)).header("Accept", "text/html"));
  }

  private Map<String, String> authorizationRequest() {
    return new HashMap<>(
        Map.of(
            "response_type", "code",
            "client_id", "rapport-desk",
            "redirect_uri", settings.baseUrl() + "/desk/callback",
            "scope", "openid fhirUser user/*.cruds",
            "state", "abc",
            "aud", settings.fhirBase(),
            "code_challenge", challenge(),
            "code_challenge_method", "S256"));
  }

  private HttpResponse<String> redeem(String code, String verifier) {
    return http.send(
        http.form(
            "/oauth2/token",
            Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "rapport-desk",
                "redirect_uri",
                settings.baseUrl() + "/desk/callback",
                "code",
                code,
                "code_verifier",
                verifier)));
  }

  private static void assertError(HttpResponse<String> response, String error) {
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(SmartHttp.json(response).path("error").asText()).isEqualTo(error);
  }

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElse("");
  }

  private static String parameter(String address, String name) {
    for (String pair : URI.create(address).getRawQuery().split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    throw new AssertionError(name + " is not in " + address);
  }

  private static String value(String cookie) {
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private static String claimsOf(String jwt) {
    return new String(
        Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]), StandardCharsets.UTF_8);
  }

  private static String challenge() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
