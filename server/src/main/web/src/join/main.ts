import "../ui/page";
import { installAnnouncer } from "../ui/announce";
import { JoinApi, tokenOf } from "./api";
import { JoinApp } from "./app";

declare global {
  interface Window {
    /** For tests and support: counts of the running call, nothing about who. */
    rapport?: { stats: () => Promise<unknown> };
  }
}

installAnnouncer();
const app = new JoinApp(new JoinApi(tokenOf(location.pathname)));
window.rapport = { stats: () => app.stats() };
void app.start();
