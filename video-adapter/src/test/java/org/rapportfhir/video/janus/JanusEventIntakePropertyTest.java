package org.rapportfhir.video.janus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.rapportfhir.video.RoomEvent;

/** Whatever is posted, the intake tells events or refuses; nothing else happens. */
class JanusEventIntakePropertyTest {
  private static final String OURS =
      "a6dc26b4-ead9-4c7f-a0ee-428d7ac92a01/a25c6913-ae5c-4618-8c1f-84ab847bd287/send";

  private final JanusEventIntake intake = new JanusEventIntake(new RoomListeners(Runnable::run));

  @Property
  void anyBytesAreReadOrRefused(@ForAll byte[] body) {
    readOrRefuse(body);
  }

  @Property
  void anyTextIsReadOrRefused(@ForAll String body) {
    readOrRefuse(body.getBytes(StandardCharsets.UTF_8));
  }

  @Property
  void anyListOfOddEventsIsReadOrRefused(@ForAll("oddEvents") List<JsonNode> events) {
    ArrayNode batch = Json.MAPPER.createArrayNode().addAll(events);
    readOrRefuse(Json.bytes(batch));
  }

  /** Events in shape, with any value in any place. */
  @Provide
  Arbitrary<List<JsonNode>> oddEvents() {
    Arbitrary<JsonNode> type = Arbitraries.of(2, 16, 32, 64, 256).map(Json.MAPPER::valueToTree);
    Arbitrary<JsonNode> event =
        Combinators.combine(type, value(), value(), body())
            .as(
                (kind, handle, opaque, body) -> {
                  ObjectNode made = Json.object().put("timestamp", 1795537546536807L);
                  made.set("type", kind);
                  made.set("handle_id", handle);
                  made.set("opaque_id", opaque);
                  made.set("event", body);
                  return made;
                });
    return event.list().ofMaxSize(5);
  }

  private static Arbitrary<JsonNode> body() {
    Arbitrary<String> name =
        Arbitraries.of(
            "name",
            "receiving",
            "media",
            "mid",
            "substream",
            "slow_link",
            "connection",
            "reason",
            "data");
    Arbitrary<JsonNode> data =
        Combinators.combine(value(), value(), value())
            .as(
                (event, room, id) -> {
                  ObjectNode made = Json.object();
                  made.set("event", event);
                  made.set("room", room);
                  made.set("id", id);
                  return made;
                });
    return Combinators.combine(name, Arbitraries.oneOf(value(), data), name, value())
        .as(
            (first, one, second, two) -> {
              ObjectNode made = Json.object();
              made.set(first, one);
              made.set(second, two);
              return (JsonNode) made;
            });
  }

  private static Arbitrary<JsonNode> value() {
    return Arbitraries.of(
            OURS,
            "joined",
            "leaving",
            "detached",
            "hangup",
            "ICE failed",
            "audio",
            "",
            "/",
            1,
            -1,
            1.5,
            true,
            List.of(),
            List.of(1))
        .injectNull(0.1)
        .map(Json.MAPPER::<JsonNode>valueToTree);
  }

  private void readOrRefuse(byte[] body) {
    try {
      assertThat(intake.read(body)).doesNotContainNull().allMatch(RoomEvent.class::isInstance);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageNotContaining("null");
    }
  }
}
