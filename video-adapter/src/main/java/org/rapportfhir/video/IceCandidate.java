package org.rapportfhir.video;

import org.jspecify.annotations.Nullable;

/** An ICE candidate as {@code RTCIceCandidateInit} has it. */
public record IceCandidate(
    String candidate, @Nullable String sdpMid, @Nullable Integer sdpMLineIndex) {}
