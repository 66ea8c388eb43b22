package org.rapportfhir.video;

import java.util.Map;

/** Bytes that the media server has had from each person present, by kind of media. */
public record RoomStats(RoomId room, Map<ParticipantId, Received> received) {
  public RoomStats {
    received = Map.copyOf(received);
  }

  /** Bytes since the person connected. */
  public record Received(long audioBytes, long videoBytes) {}
}
