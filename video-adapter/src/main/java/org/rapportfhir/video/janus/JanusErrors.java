package org.rapportfhir.video.janus;

/** The error codes of Janus's core and of its videoroom plugin that the adapter knows. */
final class JanusErrors {
  static final int NO_SUCH_ROOM = 426;
  static final int ROOM_EXISTS = 427;
  static final int NO_SUCH_FEED = 428;
  static final int INVALID_SDP_TYPE = 431;
  static final int UNAUTHORIZED = 433;
  static final int ID_EXISTS = 436;
  static final int INVALID_SDP = 437;
  static final int NO_SUCH_SESSION = 458;
  static final int NO_SUCH_HANDLE = 459;
  static final int JSEP_INVALID_SDP = 465;
  static final int JSEP_UNKNOWN_TYPE = 464;

  private JanusErrors() {}

  /** Whether the SDP that came with the request was at fault. */
  static boolean isBadSdp(int code) {
    return code == INVALID_SDP
        || code == INVALID_SDP_TYPE
        || code == JSEP_INVALID_SDP
        || code == JSEP_UNKNOWN_TYPE;
  }
}
