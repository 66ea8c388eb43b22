import { browserLanguage, Speech, type WordKey } from "../i18n";
import { installAnnouncer } from "./announce";
import { h } from "./h";
import type { IconName } from "./icon-names";
import { type LinkForm, linkForm } from "./link-form";
import { loadPractice, type Practice } from "./practice";
import { bigSign, clientShell, mainPart, officeCall, showPage } from "./shell";

export interface LinkPage {
  sign: IconName;
  kind: "warn" | "";
  h: WordKey;
  lead: WordKey;
  title: WordKey;
  send: WordKey;
  sent: WordKey;
  where: WordKey;
  /** Asks the server, which answers the same whoever asks. Rejects when it did not answer so. */
  ask: () => Promise<void>;
}

/** A page whose one button sends a fresh link to the channel on file. It knows nothing about anybody. */
export function runLinkPage(page: LinkPage): void {
  let speech = new Speech(browserLanguage(navigator.languages));
  let practice: Practice | null = null;
  let form: LinkForm = "open";
  let show: (form: LinkForm) => void = () => {};

  const ask = async () => {
    become("sending");
    const sent = await page.ask().then(
      () => true,
      () => false,
    );
    become(sent ? "sent" : "failed");
  };
  const become = (next: LinkForm) => {
    form = next;
    show(form);
  };
  const render = () => {
    const { t } = speech;
    const words = { send: page.send, sent: page.sent, where: page.where };
    const link = linkForm(speech, words, () => void ask());
    show = link.show;
    const main = mainPart(
      "page page-narrow stack-6 gone",
      bigSign(page.sign, page.kind),
      h(
        "div",
        { class: "stack-2" },
        h("h1", { tabindex: -1 }, t(page.h)),
        h("p", { class: "lead" }, t(page.lead)),
      ),
      h("div", { class: "actions" }, link.button, officeCall(t("office.call"), practice?.phone, "secondary")),
      link.status,
      link.where,
    );
    document.documentElement.lang = speech.language;
    document.title = t(page.title);
    showPage(clientShell({ speech, practice: practice?.name ?? "", onlanguage }, main), "client");
    show(form);
  };
  const onlanguage = () => {
    speech = speech.other;
    render();
    document.querySelector<HTMLElement>("h1")?.focus();
  };

  installAnnouncer();
  void loadPractice().then((known) => {
    practice = known;
    render();
  });
}
