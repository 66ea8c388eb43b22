package org.rapportfhir.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.rapportfhir.server.support.Eventually.eventually;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.regex.Pattern;

/** What a person does on the join page, by what they can see. */
final class JoinPage {
  private final Page page;

  JoinPage(Page page) {
    this.page = page;
  }

  Page page() {
    return page;
  }

  JoinPage open(String link) {
    page.navigate(link);
    return this;
  }

  /** At the first page, whether this device is known from an earlier visit or not. */
  JoinPage isWelcomed() {
    assertThat(button("I’m here").or(atHomeAgain())).isVisible();
    return this;
  }

  /** What a device is offered from which the same person was seen before. */
  Locator atHomeAgain() {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("I’m at home")));
  }

  JoinPage imHere() {
    button("I’m here").click();
    return this;
  }

  JoinPage devicesWork() {
    assertThat(heading("Can you see and hear?")).isVisible();
    button("Next").click();
    return this;
  }

  JoinPage atHome() {
    assertThat(heading("Where are you right now?")).isVisible();
    page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("At home")).check();
    button("Next").click();
    return this;
  }

  JoinPage isWaiting() {
    assertThat(heading("You’re checked in")).isVisible();
    return this;
  }

  /** From the link to the waiting room, as on a first visit. */
  JoinPage goToWaitingRoom(String link) {
    return open(link).imHere().devicesWork().atHome().isWaiting();
  }

  JoinPage isInCall() {
    assertThat(button("Leave")).isVisible();
    return this;
  }

  JoinPage hasEnded() {
    assertThat(heading("Your visit has ended")).isVisible();
    return this;
  }

  /** At the device check, before the visit. */
  JoinPage cameraOff() {
    button("Camera is on. Turn off").click();
    assertThat(button("Camera is off. Turn on")).isVisible();
    return this;
  }

  JoinPage stopVideo() {
    button("Stop video").click();
    return this;
  }

  /** Waits until the others' video really decodes: more frames than before. */
  void seesVideo(Duration within) {
    long before = framesDecoded();
    eventually(within, this::framesDecoded, now -> now > before + 10);
  }

  long framesDecoded() {
    Object frames =
        page.evaluate("async () => (await window.rapport?.stats())?.framesDecoded ?? 0");
    return ((Number) frames).longValue();
  }

  long audioPacketsReceived() {
    Object packets =
        page.evaluate("async () => (await window.rapport?.stats())?.audioPacketsReceived ?? 0");
    return ((Number) packets).longValue();
  }

  void hearsSound(Duration within) {
    long before = audioPacketsReceived();
    eventually(within, this::audioPacketsReceived, now -> now > before + 20);
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator heading(String start) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(start));
  }
}
