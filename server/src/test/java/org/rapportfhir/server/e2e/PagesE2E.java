package org.rapportfhir.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
 * the pictures of {@code docs/pictures} (with {@code -Drapport.pictures=../docs/pictures}) and lets
 * axe look at each page.
 */
class PagesE2E {
  private static final Duration SOON = Duration.ofSeconds(45);
  private static final Path PICTURES =
      Path.of(System.getProperty("rapport.pictures", "target/pictures"));
  private static final Path AXE = Path.of("src/main/web/node_modules/axe-core/axe.min.js");

  private static RunningServer server;
  private static Browser browser;
  private static String axe;

  @BeforeAll
  static void start() throws IOException {
    server = RunningServer.get();
    browser = new Browser();
    axe = Files.readString(AXE);
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @ParameterizedTest
  @CsvSource({"360, 780, LIGHT", "360, 780, DARK", "1440, 900, LIGHT", "1440, 900, DARK"})
  void everyPageIsFitToBeSeenAndHeard(int width, int height, ColorScheme scheme) {
    String kind = "-" + width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT);
    JsonNode ready = ready();
    Page client = browser.page(width, height, scheme);
    Page desk = browser.page(width, height, scheme);

    client.navigate(server.base() + "/");
    look(client, "home" + kind);
    client.navigate(ready.path("landingUrl").asText());
    assertThat(client.getByRole(AriaRole.HEADING).first()).isVisible();
    look(client, "visit-landing" + kind);
    client.navigate(server.base() + "/join/" + "A".repeat(43));
    assertThat(client.getByRole(AriaRole.HEADING).first()).isVisible();
    look(client, "link-ended" + kind);

    signIn(desk, ready.path("clinician").asText(), kind);
    JoinPage join = new JoinPage(client).open(ready.path("joinUrl").asText()).isWelcomed();
    look(client, "join-welcome" + kind);
    toWaitingRoom(join, kind);
    look(client, "waiting-room" + kind);

    assertThat(desk.getByText(Pattern.compile("(person is|people are) waiting")).first())
        .isVisible();
    look(desk, "desk" + kind);
    desk.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Admit ")))
        .first()
        .click();
    join.isInCall().seesVideo(SOON);
    new JoinPage(desk).seesVideo(SOON);
    look(client, "call" + kind);
    look(desk, "desk-call" + kind);

    end(ready.path("encounter").asText());
    join.hasEnded();
    look(client, "join-feedback" + kind);
    client.context().close();
    desk.context().close();
    assertThat(browser.complaints()).isEmpty();
  }

  private void signIn(Page desk, String clinician, String kind) {
    desk.navigate(server.base() + "/desk");
    desk.getByLabel("User name").fill(clinician);
    look(desk, "sign-in" + kind);
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
  private void toWaitingRoom(JoinPage join, String kind) {
    Page page = join.page();
    if (join.button("I’m here").isVisible()) {
      join.imHere();
      assertThat(join.heading("Can you see and hear?")).isVisible();
      assertThat(page.getByText("Camera works").first()).isVisible();
      look(page, "join-devices" + kind);
      join.devicesWork();
      assertThat(join.heading("Where are you right now?")).isVisible();
      look(page, "join-location" + kind);
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

  private static void look(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    page.evaluate(axe);
    Object found =
        page.evaluate(
            "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
                + ".map(v => ({rule: v.id, at: v.nodes.map(n => n.target.join(' ')).join(', ')}))");
    assertThat((List<?>) found).as(name).isEqualTo(List.of());
  }
}
