package org.rapportfhir.video;

import java.util.List;

/** What a {@link MediaConnection} tells its browser. Calls come one at a time, in order. */
public interface MediaListener {

  /**
   * The receiving PeerConnection must take this offer and answer it.
   *
   * @param sdpOffer Janus's offer
   * @param streams which media line carries what of whom; lines not listed are inactive
   */
  void offered(String sdpOffer, List<RemoteStream> streams);

  /** An ICE candidate of Janus's for one leg. Seldom, as Janus puts its candidates into the SDP. */
  default void candidate(MediaConnection.Leg leg, IceCandidate candidate) {}

  /** Janus sees packet loss on this leg. */
  default void slowLink(MediaConnection.Leg leg, int lostPackets) {}

  /** ICE and DTLS are up on this leg. */
  default void connected(MediaConnection.Leg leg) {}

  /** The connection is over; the page may connect again unless it was removed. */
  void closed(Reason reason);

  /** Why a connection ended. */
  enum Reason {
    /** {@link MediaConnection#close} was called, or another connection of this person took over. */
    CLOSED,
    /** {@link VideoRooms#remove} or {@link VideoRooms#close} was called. */
    REMOVED,
    /** ICE or DTLS failed on the way. */
    NETWORK,
    /** The media server went away; connect again once the rooms are back. */
    SERVER_LOST
  }
}
