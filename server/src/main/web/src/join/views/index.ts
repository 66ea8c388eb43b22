import type { Model, Page } from "../state";
import type { Context, View } from "../view";
import { declined, ended, left } from "./after";
import { blocked } from "./blocked";
import { call } from "./call";
import { devices } from "./devices";
import { early } from "./early";
import { linkEnded, loading, moved, otherDevice, trouble, unfit } from "./notices";
import { place } from "./place";
import { waiting } from "./waiting";
import { welcome } from "./welcome";

/** The view of each page. */
export const VIEWS: Record<Page["at"], (ctx: Context, model: Model) => View> = {
  loading,
  unfit,
  trouble,
  "link-ended": linkEnded,
  "other-device": otherDevice,
  moved,
  welcome,
  early,
  devices,
  blocked,
  place,
  waiting,
  call,
  left,
  declined,
  ended,
};

/** A view is made anew when this changes; else it is only updated. */
export function viewKey(page: Page): string {
  if (page.at === "other-device") return `${page.at}:${page.closed}`;
  return page.at;
}
