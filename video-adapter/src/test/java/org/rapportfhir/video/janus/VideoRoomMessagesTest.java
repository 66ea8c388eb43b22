package org.rapportfhir.video.janus;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rapportfhir.video.ParticipantId;
import org.rapportfhir.video.RoomId;
import org.rapportfhir.video.RoomSpec;

class VideoRoomMessagesTest {
  private static final RoomId ROOM = new RoomId("room-room-room-1");
  private static final ParticipantId WHO = new ParticipantId("person-1");
  private final VideoRoomMessages messages =
      new VideoRoomMessages(
          new JanusSettings(
              URI.create("http://127.0.0.1:1/janus"),
              URI.create("http://127.0.0.1:2/admin"),
              "api",
              "admin",
              "key",
              TestJanus.MASTER));

  @Test
  void aRoomIsPrivateGuardedEmptyAndNeverRecorded() {
    var create = messages.create(new RoomSpec(ROOM, 6, 600_000));
    assertThat(create.path("room").asText()).isEqualTo(ROOM.value());
    assertThat(create.path("admin_key").asText()).isEqualTo("key");
    assertThat(create.path("secret").asText()).isEqualTo(TestJanus.MASTER.roomSecret(ROOM));
    assertThat(create.path("is_private").booleanValue()).isTrue();
    assertThat(create.path("allowed").isArray()).isTrue();
    assertThat(create.path("allowed")).isEmpty();
    assertThat(create.path("record").booleanValue()).isFalse();
    assertThat(create.path("lock_record").booleanValue()).isTrue();
    assertThat(create.path("permanent").booleanValue()).isFalse();
    assertThat(create.path("publishers").intValue()).isEqualTo(6);
    assertThat(create.path("bitrate").intValue()).isEqualTo(600_000);
    assertThat(create.path("bitrate_cap").booleanValue()).isTrue();
  }

  @Test
  void aRoomWithoutLimitHasNoCap() {
    assertThat(messages.create(new RoomSpec(ROOM, 2, 0)).path("bitrate_cap").booleanValue())
        .isFalse();
  }

  @Test
  void nobodysNameGoesToTheMediaServer() {
    var join = messages.joinPublisher(ROOM, WHO);
    assertThat(join.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("request", "room", "ptype", "id", "token");
    assertThat(join.path("token").asText()).isEqualTo(TestJanus.MASTER.admissionToken(ROOM, WHO));
  }

  @Test
  void anUpdateNamesOnlyWhatChanges() {
    assertThat(messages.update(List.of(), List.of("2")))
        .hasToString("{\"request\":\"update\",\"unsubscribe\":[{\"sub_mid\":\"2\"}]}");
    assertThat(messages.update(List.of(new FeedStream("ann", "0")), List.of()))
        .hasToString("{\"request\":\"update\",\"subscribe\":[{\"feed\":\"ann\",\"mid\":\"0\"}]}");
  }

  @Test
  void askingWhoIsAdmittedAdmitsNobody() {
    assertThat(messages.listAllowed(ROOM).path("allowed")).isEmpty();
  }
}
