import type { Speech } from "../i18n";
import { openDialog } from "./dialog";
import { h } from "./h";
import { button, freshId } from "./parts";

/** How the page looks for this person, in memory only: gone when the page closes. */
export interface Settings {
  text: "normal" | "large" | "larger";
  contrast: boolean;
  theme: "device" | "light" | "dark";
}

const settings: Settings = { text: "normal", contrast: false, theme: "device" };

export function applySettings(
  changed: Partial<Settings>,
  root: HTMLElement = document.documentElement,
): void {
  Object.assign(settings, changed);
  put(root, "text", settings.text === "normal" ? null : settings.text);
  put(root, "contrast", settings.contrast ? "more" : null);
  put(root, "theme", settings.theme === "device" ? null : settings.theme);
}

function put(root: HTMLElement, name: string, value: string | null): void {
  if (value === null) delete root.dataset[name];
  else root.dataset[name] = value;
}

export function openSettings({ t }: Speech): void {
  const contrast = h("input", { class: "check", type: "checkbox", checked: settings.contrast });
  contrast.addEventListener("change", () => applySettings({ contrast: contrast.checked }));
  const done = button(t("close"), { look: "primary", onclick: () => dialog.close() });
  const dialog = openDialog({
    title: t("set.h"),
    body: [
      radios(
        t("set.text"),
        ["normal", "large", "larger"],
        settings.text,
        (v) => t(`set.text.${v}`),
        (text) => applySettings({ text }),
      ),
      h("label", { class: "check-row" }, contrast, h("span", {}, t("set.contrast"))),
      radios(
        t("set.theme"),
        ["device", "light", "dark"],
        settings.theme,
        (v) => t(`set.theme.${v}`),
        (theme) => applySettings({ theme }),
      ),
    ],
    actions: [done],
  });
}

function radios<T extends string>(
  legend: string,
  values: T[],
  chosen: T,
  words: (value: T) => string,
  choose: (value: T) => void,
): HTMLElement {
  const name = freshId("r");
  const rows = values.map((value) => {
    const input = h("input", { class: "check", type: "radio", name, value, checked: value === chosen });
    input.addEventListener("change", () => choose(value));
    return h("label", { class: "check-row" }, input, h("span", {}, words(value)));
  });
  return h("fieldset", {}, h("legend", { class: "label" }, legend), ...rows);
}
