import type { DeskPerson, DeskVisit } from "../api";
import { openDialog } from "../ui/dialog";
import { h } from "../ui/h";
import { banner, busy, button, field } from "../ui/parts";
import { showToast } from "../ui/toast";
import type { DeskActions } from "./actions";
import { words } from "./words";

const NOTE_LENGTH = 280;

/** A note to everyone who waits for the visit. Two ready sentences, or own words. */
export function openNote(actions: DeskActions, visit: DeskVisit): void {
  const text = field(
    words.noteLabel,
    h("textarea", { class: "textarea", rows: 3, maxlength: NOTE_LENGTH, autocomplete: "off" }),
  );
  const quick = words.noteQuick.map((sentence) =>
    button(sentence, {
      look: "soft",
      onclick: () => {
        text.control.value = sentence;
        text.control.focus();
      },
    }),
  );
  confirmDialog({
    title: words.noteH,
    body: [h("p", { class: "muted" }, words.noteLead), text.root, h("div", { class: "stack-2" }, ...quick)],
    go: words.noteSend,
    look: "primary",
    first: text.control,
    check: () => {
      const empty = text.control.value.trim() === "";
      text.fail(empty ? words.noteEmpty : null);
      if (empty) text.control.focus();
      return !empty;
    },
    run: async () => {
      await actions.note(visit, text.control.value.trim());
      showToast(words.noteSent);
    },
  });
}

export function openDecline(actions: DeskActions, visit: DeskVisit, person: DeskPerson): void {
  const reason = field(
    [`${words.declineReason} `, h("span", { class: "muted" }, "(optional)")],
    h("textarea", { class: "textarea", rows: 2, maxlength: 500, autocomplete: "off" }),
    { hint: words.declineHint },
  );
  confirmDialog({
    title: words.declineH(person.name),
    body: [h("p", { class: "muted" }, words.declineLead), reason.root],
    go: words.decline,
    look: "danger",
    run: () => actions.decline(visit, person, reason.control.value.trim()),
  });
}

export function openRemove(actions: DeskActions, visit: DeskVisit, person: DeskPerson): void {
  confirmDialog({
    title: words.removeH(person.name),
    body: [h("p", { class: "muted" }, words.removeLead)],
    go: words.remove,
    look: "danger",
    run: () => actions.remove(visit, person),
  });
}

interface Confirm {
  title: string;
  body: Node[];
  go: string;
  look: "primary" | "danger";
  first?: HTMLElement;
  check?: () => boolean;
  run: () => Promise<void>;
}

/** Runs and closes; when it fails the dialog stays with the words in it and says so. */
function confirmDialog(options: Confirm): void {
  const problem = h("div", { role: "alert" });
  const cancel = button(words.cancel, { onclick: () => dialog.close() });
  const go = button(options.go, {
    look: options.look,
    onclick: async () => {
      if (go.getAttribute("aria-busy") === "true" || options.check?.() === false) return;
      try {
        await busy(go, "Sending", options.run);
        dialog.close();
      } catch {
        problem.replaceChildren(banner("danger", words.failed(options.go)));
      }
    },
  });
  const dialog = openDialog({
    title: options.title,
    body: [...options.body, problem],
    actions: [cancel, go],
    ...(options.first ? { first: options.first } : {}),
  });
}
