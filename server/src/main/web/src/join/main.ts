import "../ui/page";
import { installAnnouncer } from "../ui/announce";
import { JoinApi, tokenOf } from "./api";
import { JoinApp } from "./app";

installAnnouncer();
const app = new JoinApp(new JoinApi(tokenOf(location.pathname)));
window.rapport = { stats: () => app.stats() };
void app.start();
