package org.rapportfhir.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.rapportfhir.server.support.Practice.appointment;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.IdType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rapportfhir.server.support.Practice;
import org.rapportfhir.server.support.RunningServer;

/**
 * An app of others over the client library {@code fhirclient}, unchanged: launched from the EHR and
 * by itself, through sign-in, patient picker and consent page as their user sees them.
 */
class AppLaunchE2E {
  private static final String SCOPE =
      "launch openid fhirUser patient/Patient.rs patient/Encounter.rs";
  private static final String STANDALONE =
      "launch/patient openid fhirUser offline_access patient/Patient.rs patient/Observation.cu";

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
  void anAppOpensTheRecordThatItsUserChose(int width, int height, ColorScheme scheme) {
    Looks looks = new Looks(width, scheme);
    Page page = browser.page(width, height, scheme);
    var practice = new Practice(server.ehr());
    String patient = new IdType(practice.client()).getIdPart();
    practice.book(appointment("Patient/" + patient, practice.clinician()));
    try (ForeignApp launched = new ForeignApp(server, SCOPE);
        ForeignApp alone = new ForeignApp(server, STANDALONE)) {
      launchFromTheEhr(page, patient, launched, looks);
      signIn(page);
      consent(page, looks, "consent-ehr-launch");
      assertThat(page.locator("body"))
          .containsText(Pattern.compile("^" + patient + " [\\w-]+ Pract"));
      assertThat(page.locator("body")).not().containsText("no encounter");

      page.navigate(alone.launchAddress());
      String chosen = choose(page, looks);
      Locator boxes = page.getByRole(AriaRole.CHECKBOX);
      assertThat(boxes).hasCount(4);
      assertThat(boxes.last()).not().isChecked();
      consent(page, looks, "consent");
      assertThat(page).hasTitle("ready");
      assertThat(page.evaluate("() => client.patient.read().then(p => p.name[0].family)"))
          .isEqualTo(chosen.substring(chosen.lastIndexOf(' ') + 1));
      assertThat(page.evaluate("() => client.state.tokenResponse.scope").toString())
          .doesNotContain("offline_access", "Observation");
      assertThat(statusOf(page, "Patient/" + patient)).isIn(403, 200);
      assertThat(statusOf(page, "Observation?patient=" + patient)).isEqualTo(403);
    }
    page.context().close();
    assertThat(browser.complaints()).isEmpty();
  }

  private static void launchFromTheEhr(Page page, String patient, ForeignApp app, Looks looks) {
    page.navigate(server.base() + "/sandbox/ehr");
    page.getByLabel("Signed in as").selectOption("robin");
    page.getByLabel("Client").selectOption(patient);
    Locator visits = page.getByLabel("Visit");
    assertThat(visits.locator("option")).hasCount(2);
    visits.selectOption(new SelectOption().setIndex(1));
    page.getByRole(
            AriaRole.RADIO, new Page.GetByRoleOptions().setName(Pattern.compile("Other app")))
        .check();
    page.getByLabel("Launch address of the other app").fill(app.launchAddress());
    looks.at(page, "sandbox-ehr");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Launch")).click();
  }

  private static void signIn(Page page) {
    page.getByLabel("User name").fill("robin");
    page.getByLabel("Password").fill("sandbox");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
  }

  private static String choose(Page page, Looks looks) {
    assertThat(
            page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName("Choose a client")))
        .isVisible();
    Locator first = page.locator("button.pick").first();
    assertThat(first).isVisible();
    looks.at(page, "patient-picker");
    String name = first.locator(".row-title").innerText();
    first.click();
    return name;
  }

  private static void consent(Page page, Looks looks, String name) {
    Locator allow =
        page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Allow").setExact(true));
    assertThat(allow).isVisible();
    looks.at(page, name);
    allow.click();
  }

  private static int statusOf(Page page, String path) {
    return ((Number)
            page.evaluate(
                "path => client.request(path).then(() => 200, e => e.statusCode ?? e.status)",
                path))
        .intValue();
  }
}
