import { Call, type CallState } from "./call";
import type { LocalMedia } from "./local-media";
import { browserTimers, type Signal } from "./signal";

/** A call over this socket with the browser's own PeerConnections; not started yet. */
export function makeCall(signal: Signal, media: LocalMedia, onchange: (state: CallState) => void): Call {
  return new Call({
    signal: {
      get open() {
        return signal.open;
      },
      send: (message) => signal.send(message),
      publish: (sdp, fresh) => signal.publish(sdp, fresh),
    },
    media,
    makePeer: () => new RTCPeerConnection({ bundlePolicy: "max-bundle" }),
    timers: browserTimers,
    onchange,
  });
}
