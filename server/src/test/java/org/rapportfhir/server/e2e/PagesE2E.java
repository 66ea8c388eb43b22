package org.rapportfhir.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rapportfhir.server.support.Practice;
import org.rapportfhir.server.support.RunningServer;

/**
 * Walks through the pages as client and clinician, at phone and desktop size, light and dark: takes
 * the pictures of {@code docs/pictures} and lets axe look at each page.
 */
class PagesE2E {
  private static final Duration SOON = Duration.ofSeconds(45);

  private static RunningServer server;
  private static Browser browser;

  @BeforeAll
  static void start() {
    server = RunningServer.get();
    browser = new Browser();
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @ParameterizedTest
  @CsvSource({"360, 780, LIGHT", "360, 780, DARK", "1440, 900, LIGHT", "1440, 900, DARK"})
  void everyPageIsFitToBeSeenAndHeard(int width, int height, ColorScheme scheme) {
    Looks looks = new Looks(width, scheme);
    JsonNode ready = ready();
    Page client = browser.page(width, height, scheme);
    Page desk = browser.page(width, height, scheme);

    client.navigate(server.base() + "/");
    looks.at(client, "home");
    client.navigate(ready.path("landingUrl").asText());
    assertThat(client.getByRole(AriaRole.HEADING).first()).isVisible();
    looks.at(client, "visit-landing");
    client.navigate(server.base() + "/join/" + "A".repeat(43));
    assertThat(client.getByRole(AriaRole.HEADING).first()).isVisible();
    looks.at(client, "link-ended");

    signIn(desk, ready.path("clinician").asText(), looks);
    JoinPage join = new JoinPage(client).open(ready.path("joinUrl").asText()).isWelcomed();
    looks.at(client, "join-welcome");
    toWaitingRoom(join, looks);
    looks.at(client, "waiting-room");

    assertThat(desk.getByText(Pattern.compile("(person is|people are) waiting")).first())
        .isVisible();
    looks.at(desk, "desk");
    desk.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Admit ")))
        .first()
        .click();
    join.isInCall().seesVideo(SOON);
    new JoinPage(desk).seesVideo(SOON);
    looks.at(client, "call");
    looks.at(desk, "desk-call");

    end(ready.path("encounter").asText());
    join.hasEnded();
    looks.at(client, "join-feedback");
    client.context().close();
    desk.context().close();
    assertThat(browser.complaints()).isEmpty();
  }

  private void signIn(Page desk, String clinician, Looks looks) {
    desk.navigate(server.base() + "/desk");
    desk.getByLabel("User name").fill(clinician);
    looks.at(desk, "sign-in");
    desk.getByLabel("Password").fill("sandbox");
    desk.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true))
        .click();
    assertThat(
            desk.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName("Today").setExact(true)))
        .isVisible();
  }

  /**
   * A client who was here lately is only asked for the place; the first time there are two steps.
   */
  private void toWaitingRoom(JoinPage join, Looks looks) {
    Page page = join.page();
    if (join.button("I’m here").isVisible()) {
      join.imHere();
      assertThat(join.heading("Can you see and hear?")).isVisible();
      assertThat(page.getByText("Camera works").first()).isVisible();
      looks.at(page, "join-devices");
      join.devicesWork();
      assertThat(join.heading("Where are you right now?")).isVisible();
      looks.at(page, "join-location");
      join.atHome().isWaiting();
    } else {
      join.atHomeAgain().click();
      join.isWaiting();
    }
  }

  private void end(String encounter) {
    var visit = new Encounter();
    visit.setId("Encounter/" + encounter);
    new Practice(server.ehr()).call(visit, "$end", new Parameters());
  }

  private static JsonNode ready() {
    var request =
        server
            .request("/sandbox/ready")
            .header("Authorization", RunningServer.basic("rapport-cli", RunningServer.CLI_SECRET))
            .GET();
    return server.read(server.send(request).body());
  }
}
