package org.rapportfhir.video;

/**
 * What a room must be like.
 *
 * @param room its name
 * @param maxPublishers how many people may send media at once
 * @param videoBitrate cap per publisher in bits per second; 0 for none
 */
public record RoomSpec(RoomId room, int maxPublishers, int videoBitrate) {
  public RoomSpec {
    if (maxPublishers < 2) {
      throw new IllegalArgumentException("A visit has at least two publishers");
    }
    if (videoBitrate < 0) {
      throw new IllegalArgumentException("A bitrate is not negative");
    }
  }
}
