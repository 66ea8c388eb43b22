import "../ui/page";
import { runLinkPage } from "../ui/link-page";

const id = /^\/visit\/([^/]+)/.exec(location.pathname)?.[1] ?? "";

runLinkPage({
  sign: "video",
  kind: "",
  h: "visit.h",
  lead: "visit.lead",
  title: "title.visit",
  send: "visit.send",
  sent: "visit.sent",
  where: "visit.where",
  ask: async () => {
    const answer = await fetch(`/visit/${id}/link`, { method: "POST", cache: "no-store" });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
  },
});
