package org.rapportfhir.video.janus;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.rapportfhir.video.ParticipantId;
import org.rapportfhir.video.RoomId;

/**
 * The one secret from which all others of the rooms are derived (HMAC-SHA256, RFC 2104). So nothing
 * needs to be stored, every node derives the same, and a room can be made again after Janus was
 * restarted. Janus learns the derived values only, and they say nothing about one another.
 */
public final class MasterSecret {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int LEAST_BYTES = 32;

  private final SecretKeySpec key;

  private MasterSecret(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /**
   * Takes a copy of the bytes.
   *
   * @throws IllegalArgumentException when there are fewer than 32
   */
  public static MasterSecret of(byte[] bytes) {
    if (bytes.length < LEAST_BYTES) {
      throw new IllegalArgumentException("masterSecret must have at least 32 bytes");
    }
    return new MasterSecret(bytes);
  }

  /** What Janus wants to see before it changes or closes the room. */
  String roomSecret(RoomId room) {
    return derive("room", room.value());
  }

  /** What this person's join must carry; the room's list of such tokens is who is admitted. */
  String admissionToken(RoomId room, ParticipantId who) {
    return derive("admission", room.value(), who.value());
  }

  /** The parts can hold no line feed, so no two lists of parts give the same text. */
  private String derive(String... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] text = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }

  /** Shows nothing. */
  @Override
  public String toString() {
    return "MasterSecret";
  }
}
