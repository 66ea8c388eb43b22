import "../ui/page";
import { JoinApi, tokenOf } from "../join/api";
import { runLinkPage } from "../ui/link-page";

const api = new JoinApi(tokenOf(location.pathname));

runLinkPage({
  sign: "hourglass",
  kind: "warn",
  h: "link.h",
  lead: "link.lead",
  title: "title.link",
  send: "link.new",
  sent: "link.sent",
  where: "link.where",
  ask: () => api.newLink(),
});
