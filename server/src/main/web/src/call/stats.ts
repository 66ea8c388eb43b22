import type { Sample } from "./quality";

/** Sums over both legs. Only counts and sizes, nothing about who. */
export interface CallStats {
  packetsSent: number;
  bytesSent: number;
  framesEncoded: number;
  packetsReceived: number;
  packetsLost: number;
  bytesReceived: number;
  framesDecoded: number;
  audioPacketsReceived: number;
  framesByMid: Record<string, number>;
  packetsByMid: Record<string, number>;
  remoteLossShare: number | null;
  sendable: number | null;
  roundTrip: number | null;
}

type Row = Record<string, unknown> & { type: string };

/** Reads the statistics of both PeerConnections into one flat record. */
export async function readStats(
  send: RTCPeerConnection | null,
  receive: RTCPeerConnection | null,
): Promise<CallStats> {
  const stats = empty();
  for (const row of await rows(send)) addSent(stats, row);
  for (const row of await rows(receive)) addReceived(stats, row);
  return stats;
}

/** What changed between two reads, as a sample to judge. */
export function sampleBetween(before: CallStats, after: CallStats): Sample {
  const received = after.packetsReceived - before.packetsReceived;
  const lost = Math.max(0, after.packetsLost - before.packetsLost);
  const sent = after.packetsSent - before.packetsSent;
  const incoming = received + lost > 0 ? lost / (received + lost) : null;
  const outgoing = sent > 0 ? after.remoteLossShare : null;
  const loss = incoming === null && outgoing === null ? null : Math.max(incoming ?? 0, outgoing ?? 0);
  return { loss, sendable: after.sendable, roundTrip: after.roundTrip };
}

function empty(): CallStats {
  return {
    packetsSent: 0,
    bytesSent: 0,
    framesEncoded: 0,
    packetsReceived: 0,
    packetsLost: 0,
    bytesReceived: 0,
    framesDecoded: 0,
    audioPacketsReceived: 0,
    framesByMid: {},
    packetsByMid: {},
    remoteLossShare: null,
    sendable: null,
    roundTrip: null,
  };
}

async function rows(pc: RTCPeerConnection | null): Promise<Row[]> {
  if (!pc || pc.connectionState === "closed") return [];
  const found: Row[] = [];
  (await pc.getStats()).forEach((row) => found.push(row as Row));
  return found;
}

function addSent(stats: CallStats, row: Row): void {
  if (row.type === "outbound-rtp") {
    stats.packetsSent += number(row.packetsSent);
    stats.bytesSent += number(row.bytesSent);
    stats.framesEncoded += number(row.framesEncoded);
  } else if (row.type === "remote-inbound-rtp") {
    stats.remoteLossShare = Math.max(stats.remoteLossShare ?? 0, number(row.fractionLost));
    stats.roundTrip = Math.max(stats.roundTrip ?? 0, number(row.roundTripTime));
  } else if (row.type === "candidate-pair" && row.nominated === true) {
    if (typeof row.availableOutgoingBitrate === "number") stats.sendable = row.availableOutgoingBitrate;
  }
}

function addReceived(stats: CallStats, row: Row): void {
  if (row.type !== "inbound-rtp") return;
  const mid = String(row.mid ?? "");
  stats.packetsReceived += number(row.packetsReceived);
  stats.packetsLost += number(row.packetsLost);
  stats.bytesReceived += number(row.bytesReceived);
  stats.packetsByMid[mid] = (stats.packetsByMid[mid] ?? 0) + number(row.packetsReceived);
  if (row.kind === "video") {
    stats.framesDecoded += number(row.framesDecoded);
    stats.framesByMid[mid] = (stats.framesByMid[mid] ?? 0) + number(row.framesDecoded);
  } else stats.audioPacketsReceived += number(row.packetsReceived);
}

function number(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
