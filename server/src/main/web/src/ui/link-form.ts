import type { Speech, WordKey } from "../i18n";
import { h, set } from "./h";
import { banner, button } from "./parts";

export type LinkForm = "open" | "sending" | "failed" | "sent" | "skipped";

/** One button that asks for a fresh link, and the same words whoever asks. */
export function linkForm(
  { t }: Speech,
  words: { send: WordKey; sent: WordKey; where: WordKey },
  ask: () => void,
): { button: HTMLButtonElement; status: HTMLElement; where: HTMLElement; show: (form: LinkForm) => void } {
  const send = button(t(words.send), {
    look: "primary",
    large: true,
    block: true,
    onclick: () => send.getAttribute("aria-disabled") !== "true" && ask(),
  });
  const status = h("div", { role: "status" });
  const show = (form: LinkForm) => {
    set(send, "aria-busy", form === "sending" ? "true" : null);
    set(send, "aria-disabled", form === "sending" || form === "sent" ? "true" : null);
    const result =
      form === "sent"
        ? banner("good", t(words.sent))
        : form === "failed"
          ? banner("danger", t("link.failed"))
          : null;
    if (status.dataset.form === form) return;
    status.dataset.form = form;
    status.replaceChildren(...(result ? [result] : []));
  };
  return { button: send, status, where: h("p", { class: "muted" }, t(words.where)), show };
}
