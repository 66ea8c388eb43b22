import { type Child, h } from "./h";
import { freshId } from "./parts";

export interface DialogOptions {
  title: string;
  body?: Child[];
  actions?: Child[];
  /** Where focus goes first; else the title. Choose the safe button. */
  first?: HTMLElement;
  wide?: boolean;
}

/** A modal dialog: the rest of the page is inert, Esc closes, focus goes back to where it was. */
export function openDialog(options: DialogOptions): { close: () => void; closed: Promise<void> } {
  const id = freshId("d");
  const title = h("h2", { id, tabindex: -1 }, options.title);
  const dialog = h(
    "dialog",
    { class: options.wide ? "dialog dialog-wide" : "dialog", "aria-labelledby": id },
    h("div", { class: "stack" }, title, ...(options.body ?? [])),
    options.actions && h("div", { class: "dialog-actions" }, ...options.actions),
  );
  const opener = document.activeElement;
  const closed = new Promise<void>((done) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
      done();
    });
  });
  // A press on the dark surroundings closes too; a press inside has a target inside.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  (options.first ?? title).focus();
  return { close: () => dialog.close(), closed };
}

/** Closes whatever dialog is open, for instance when the page moves on by itself. */
export function closeDialogs(): void {
  document.querySelectorAll<HTMLDialogElement>("dialog[open]").forEach((dialog) => dialog.close());
}
