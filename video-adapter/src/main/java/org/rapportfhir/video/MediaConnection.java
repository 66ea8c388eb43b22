package org.rapportfhir.video;

import org.jspecify.annotations.Nullable;

/**
 * The signalling of one browser with the room, in terms of WebRTC only: one PeerConnection sends
 * ({@link Leg#SEND}), another receives everybody else ({@link Leg#RECEIVE}).
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
   */
  String publish(String sdpOffer);

  /** Takes the browser's answer to the last offer given to {@link MediaListener#offered}. */
  void answer(String sdpAnswer);

  /** One ICE candidate of the browser, or {@code null} when there are no more. */
  void trickle(Leg leg, @Nullable IceCandidate candidate);

  /** Asks for a fresh offer with new ICE credentials on the receiving leg. */
  void restartReceiving();

  /** Leaves the room. Safe to repeat. */
  @Override
  void close();
}
