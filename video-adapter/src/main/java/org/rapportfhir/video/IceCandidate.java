package org.rapportfhir.video;

import org.jspecify.annotations.Nullable;

/**
 * An ICE candidate as {@code RTCIceCandidateInit} has it.
 *
 * @throws IllegalArgumentException when a text is longer than any candidate; as RFC 8839 writes it,
 *     it has some hundred characters, and with every extension a few hundred
 */
public record IceCandidate(
    String candidate, @Nullable String sdpMid, @Nullable Integer sdpMLineIndex) {
  private static final int MAX_CHARS = 1_000;
  private static final int MAX_MID_CHARS = 100;

  public IceCandidate {
    boolean longMid = sdpMid != null && sdpMid.length() > MAX_MID_CHARS;
    if (candidate.length() > MAX_CHARS || longMid) {
      throw new IllegalArgumentException("This is too long for a candidate");
    }
  }
}
