package org.rapportfhir.video.janus.embedded;

/**
 * UDP ports for media, both ends included. Janus takes one port per PeerConnection, thus two per
 * person.
 */
public record PortRange(int first, int last) {
  public PortRange {
    if (first < 1024 || last > 65535 || last - first < 10) {
      throw new IllegalArgumentException(
          "A port range lies between 1024 and 65535 and has more than ten ports");
    }
  }
}
