package org.rapportfhir.video;

import org.jspecify.annotations.Nullable;

/**
 * The signalling of one browser with the room, in terms of WebRTC only: one PeerConnection sends
 * ({@link Leg#SEND}), another receives everybody else ({@link Leg#RECEIVE}).
 *
 * <p>What returns at once waits for its turn. When far more waits than any browser asks for, it is
 * refused by a {@link SignallingFloodException}.
 */
public interface MediaConnection extends AutoCloseable {

  /** Which of the browser's two PeerConnections is meant. */
  enum Leg {
    SEND,
    RECEIVE
  }

  /**
   * Answers the sending PeerConnection's offer; used again for renegotiation and ICE restart.
   *
   * @param sdpOffer the browser's offer
   * @return Janus's SDP answer
   * @throws IllegalArgumentException when this is no offer that Janus can take
   * @throws NotAdmittedException when the person was removed meanwhile
   * @throws VideoUnavailableException when Janus does not answer, or the connection is over
   */
  String publish(String sdpOffer);

  /**
   * Takes the browser's answer to the last offer given to {@link MediaListener#offered}. Returns at
   * once; an answer to no offer is dropped. What goes wrong ends the connection.
   */
  void answer(String sdpAnswer);

  /** One ICE candidate of the browser, or {@code null} when there are no more. */
  void trickle(Leg leg, @Nullable IceCandidate candidate);

  /**
   * Asks for a fresh offer with new ICE credentials on the receiving leg. While an answer is owed,
   * the offer that waits for it comes once more first. Does nothing while there is nobody to
   * receive.
   */
  void restartReceiving();

  /** Leaves the room. Safe to repeat. */
  @Override
  void close();
}
