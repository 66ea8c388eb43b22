import type { Speech } from "../i18n";
import { howTo } from "./howto";
import { openDialog } from "./dialog";
import { h } from "./h";
import { button, linkButton } from "./parts";

/** The steps that unblock camera and microphone in this very browser. */
export function howToCard({ t }: Speech): HTMLElement {
  const how = howTo(navigator.userAgent, navigator.maxTouchPoints);
  return h(
    "section",
    { class: "card", "aria-labelledby": "how-h" },
    h("h2", { id: "how-h" }, t(how.title)),
    h("ol", { class: "steps-list list" }, ...how.steps.map((key) => h("li", {}, h("span", {}, t(key))))),
  );
}

/** "Something isn't working": the steps, and the phone where the page knows one. */
export function openDeviceHelp(speech: Speech, phone: string | undefined): void {
  const { t } = speech;
  const look = { look: "quiet", icon: "phone", block: true } as const;
  const close = button(t("close"), { look: "primary", onclick: () => dialog.close() });
  const dialog = openDialog({
    title: t("dev.help"),
    body: [howToCard(speech), phone ? linkButton(t("welcome.phone"), `tel:${phone}`, look) : null],
    actions: [close],
    wide: true,
  });
}
