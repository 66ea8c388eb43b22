import "../ui/page";
import { installAnnouncer } from "../ui/announce";
import { installToasts } from "../ui/toast";
import { DeskApi } from "./api";
import { DeskApp } from "./app";
import { Auth } from "./auth";

const atCallback = location.pathname === "/desk/callback";
// The code in the address belongs to a verifier that is gone; neither is of use to anybody now.
if (atCallback) history.replaceState(null, "", "/desk");

installAnnouncer();
installToasts();
const auth = new Auth(
  {
    origin: location.origin,
    fetch: (input, init) => fetch(input, init),
    go: (url) => location.assign(url),
    now: () => Date.now(),
  },
  atCallback,
);
const app = new DeskApp(new DeskApi(auth));
window.rapport = { stats: () => app.stats() };
void app.start();
