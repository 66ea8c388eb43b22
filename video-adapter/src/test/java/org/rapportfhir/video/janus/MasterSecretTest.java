package org.rapportfhir.video.janus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rapportfhir.video.ParticipantId;
import org.rapportfhir.video.RoomId;

class MasterSecretTest {
  private static final byte[] BYTES =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
  private final MasterSecret secret = MasterSecret.of(BYTES);
  private final RoomId room = new RoomId("room-room-room-1");
  private final ParticipantId who = new ParticipantId("person-1");

  /** Computed with {@code printf 'room\nroom-room-room-1' | openssl dgst -sha256 -hmac …}. */
  @Test
  void aRoomsSecretIsTheHmacOfItsName() {
    assertThat(secret.roomSecret(room)).isEqualTo("I31txkSkmqJxmjlB0RsdDj8-rtQ_7mz7PMJBOLy5TPo");
    assertThat(secret.admissionToken(room, who))
        .isEqualTo("6Es1Nlnpy6TB3Hm5ycjIjZmwRBLRw3XKl1mQ9KlCFt0");
  }

  @Test
  void everyRoomPersonAndMasterHasItsOwn() {
    Set<String> all = new HashSet<>();
    all.add(secret.roomSecret(room));
    all.add(secret.roomSecret(new RoomId("room-room-room-2")));
    all.add(secret.admissionToken(room, who));
    all.add(secret.admissionToken(room, new ParticipantId("person-2")));
    all.add(secret.admissionToken(new RoomId("room-room-room-2"), who));
    all.add(MasterSecret.of(new byte[32]).roomSecret(room));
    assertThat(all).hasSize(6);
  }

  @Test
  void aLaterChangeOfTheBytesChangesNothing() {
    byte[] bytes = BYTES.clone();
    MasterSecret copied = MasterSecret.of(bytes);
    bytes[0] = 0;
    assertThat(copied.roomSecret(room)).isEqualTo(secret.roomSecret(room));
  }

  @Test
  void aShortMasterSecretIsRefused() {
    assertThatThrownBy(() -> MasterSecret.of(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("masterSecret");
  }

  @Test
  void itIsNeverPrinted() {
    assertThat(secret).hasToString("MasterSecret");
  }
}
