// The smallest page that can be in a visit. The test gives it: toServer(message) for what a page says
// over its signalling socket, fromServer() for the next thing that it is told, measured(numbers).
const sending = new RTCPeerConnection();
const receiving = new RTCPeerConnection();
let camera;
let streams = [];

sending.onicecandidate = (e) => toServer({ type: 'trickle', leg: 'SEND', candidate: plain(e.candidate) });
receiving.onicecandidate = (e) => toServer({ type: 'trickle', leg: 'RECEIVE', candidate: plain(e.candidate) });

function plain(c) {
  return c && { candidate: c.candidate, sdpMid: c.sdpMid, sdpMLineIndex: c.sdpMLineIndex };
}

async function publish({ simulcast }) {
  const media = await navigator.mediaDevices.getUserMedia({
    audio: true,
    video: { width: 640, height: 360, frameRate: 15 },
  });
  sending.addTrack(media.getAudioTracks()[0], media);
  const encodings = simulcast
    ? [{ rid: 'h' }, { rid: 'm', scaleResolutionDownBy: 2 }, { rid: 'l', scaleResolutionDownBy: 4 }]
    : [{}];
  camera = sending.addTransceiver(media.getVideoTracks()[0], { direction: 'sendonly', sendEncodings: encodings }).sender;
  await offer({});
}

async function offer(options) {
  await sending.setLocalDescription(await sending.createOffer(options));
  const sdp = await toServer({ type: 'publish', sdp: sending.localDescription.sdp });
  await sending.setRemoteDescription({ type: 'answer', sdp });
}

async function cameraOff() {
  window.cameraTrack = camera.track;
  await camera.replaceTrack(null);
}

async function cameraOn() {
  await camera.replaceTrack(window.cameraTrack);
}

async function offered(message) {
  streams = message.streams;
  await receiving.setRemoteDescription({ type: 'offer', sdp: message.sdp });
  await receiving.setLocalDescription(await receiving.createAnswer());
  await toServer({ type: 'answer', sdp: receiving.localDescription.sdp });
}

async function listen() {
  for (let next = await fromServer(); next; next = await fromServer()) await offered(next);
  const numbers = [];
  for (const report of (await receiving.getStats()).values()) {
    if (report.type !== 'inbound-rtp') continue;
    const stream = streams.find((s) => s.mid === report.mid);
    if (stream) numbers.push({ from: stream.from, kind: report.kind, frames: report.framesDecoded || 0, packets: report.packetsReceived || 0 });
  }
  await measured(numbers);
  setTimeout(listen, 100);
}
window.addEventListener('load', listen);
