/**
 * Which PeerConnection an SDP comes from: the session id of its `o=` line, which stays the same for
 * a PeerConnection's whole life (RFC 8829, section 5.2.1).
 */
export function sessionId(sdp: string): string | null {
  return /^o=\S+ (\d+) /m.exec(sdp)?.[1] ?? null;
}
