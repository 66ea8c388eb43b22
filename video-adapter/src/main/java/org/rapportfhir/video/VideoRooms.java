package org.rapportfhir.video;

import java.util.List;

/**
 * Media rooms: made, guarded and watched. Every method is safe to repeat. A media server that does
 * not answer is a {@link VideoUnavailableException}; the caller may try again later.
 */
public interface VideoRooms {

  /** Makes the room, or leaves it as it is when it exists. Nobody is admitted yet. */
  void open(RoomSpec spec);

  /** Disconnects everyone and forgets the room. Does nothing when there is no such room. */
  void close(RoomId room);

  /**
   * Lets this person connect from now on. Until then {@link #connect} is refused.
   *
   * @throws NotAdmittedException when there is no such room
   */
  void admit(RoomId room, ParticipantId who);

  /** Disconnects this person and withdraws the admission. */
  void remove(RoomId room, ParticipantId who);

  /** Who is in the room now, publishing or not. Empty when there is no such room. */
  List<ParticipantId> participants(RoomId room);

  /** What the room carries now, per person. */
  RoomStats stats(RoomId room);

  /**
   * Starts one browser's media connection on behalf of an admitted person. An earlier connection of
   * the same person is closed first.
   *
   * @throws NotAdmittedException when {@link #admit} was not called for this person
   */
  MediaConnection connect(RoomId room, ParticipantId who, MediaListener listener);

  /** Tells this listener of everything that happens in any room from now on. */
  void addListener(RoomListener listener);

  /** Whether the media server answers, and since when. */
  VideoHealth health();
}
