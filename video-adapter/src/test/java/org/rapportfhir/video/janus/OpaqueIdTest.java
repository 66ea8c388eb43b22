package org.rapportfhir.video.janus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapportfhir.video.MediaConnection.Leg;
import org.rapportfhir.video.ParticipantId;
import org.rapportfhir.video.RoomId;

class OpaqueIdTest {
  @Test
  void whatIsWrittenIsReadAgain() {
    for (Leg leg : Leg.values()) {
      OpaqueId id =
          new OpaqueId(new RoomId("room-room-room-1"), new ParticipantId("person-1"), leg);
      assertThat(OpaqueId.parse(id.format())).contains(id);
    }
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "rapport/management",
        "room-room-room-1/person-1/sideways",
        "room-room-room-1/person-1/send/more",
        "short/person-1/send",
        "room-room-room-1/p/send"
      })
  void whatIsNotOursIsNobodys(String text) {
    assertThat(OpaqueId.parse(text)).isEmpty();
  }
}
