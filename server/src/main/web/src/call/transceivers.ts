import type { MediaKind } from "../api";

/*
 * The only file that makes or takes transceivers. Chromium honours an RTCRtpScriptTransform only when
 * it is set in the task that makes the transceiver (sender) or in the `track` event (receiver): set
 * later, media passes in clear. Whatever must touch every sender and receiver belongs into these two
 * functions, before they return.
 */

const MAX_BITRATE: Record<MediaKind, number> = { audio: 40_000, video: 1_200_000 };

/** Adds one sending line; `track` is null while a camera that exists is turned off. */
export function addSender(
  pc: RTCPeerConnection,
  kind: MediaKind,
  track: MediaStreamTrack | null,
): RTCRtpTransceiver {
  const transceiver = pc.addTransceiver(track ?? kind, {
    direction: "sendonly",
    sendEncodings: [{ maxBitrate: MAX_BITRATE[kind] }],
  });
  if (kind === "video") preferVp8(transceiver);
  return transceiver;
}

/** Tells of each receiver in the very task in which the browser makes it. */
export function onReceiver(pc: RTCPeerConnection, take: (transceiver: RTCRtpTransceiver) => void): void {
  pc.ontrack = (event) => take(event.transceiver);
}

/** VP8 is what all browsers encode and what the media server can switch between layers. */
function preferVp8(transceiver: RTCRtpTransceiver): void {
  const codecs = RTCRtpReceiver.getCapabilities("video")?.codecs;
  if (!codecs || !("setCodecPreferences" in transceiver)) return;
  const vp8 = (codec: RTCRtpCodec) => codec.mimeType.toLowerCase() === "video/vp8";
  transceiver.setCodecPreferences([...codecs.filter(vp8), ...codecs.filter((c) => !vp8(c))]);
}
