package org.rapportfhir.video;

import java.time.Instant;

/** Something that happened in a room, as the media server saw it and when it saw it. */
public sealed interface RoomEvent {
  RoomId room();

  ParticipantId who();

  Instant at();

  /** The person's page is in the room; media may follow. */
  record Joined(RoomId room, ParticipantId who, Instant at) implements RoomEvent {}

  /** Packets of this kind began ({@code flowing}) or stopped to arrive from the person. */
  record MediaFlow(RoomId room, ParticipantId who, MediaKind kind, boolean flowing, Instant at)
      implements RoomEvent {}

  /** The person's page is no longer in the room. */
  record Left(RoomId room, ParticipantId who, Instant at) implements RoomEvent {}

  /** The media server saw many lost packets from or to the person. */
  record SlowLink(RoomId room, ParticipantId who, Instant at) implements RoomEvent {}

  /** ICE failed: the person's media can't get through. */
  record IceFailed(RoomId room, ParticipantId who, Instant at) implements RoomEvent {}
}
