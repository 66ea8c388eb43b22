package org.rapportfhir.video.janus;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import org.rapportfhir.video.ParticipantId;
import org.rapportfhir.video.RoomId;
import org.rapportfhir.video.RoomSpec;

/** The videoroom plugin's requests, one method each. All wire names are here. */
final class VideoRoomMessages {
  /** A key frame at least this often, in seconds, so that nobody looks at a frozen picture long. */
  private static final int KEY_FRAME_SECONDS = 10;

  private final JanusSettings settings;

  VideoRoomMessages(JanusSettings settings) {
    this.settings = settings;
  }

  /** Nobody is admitted: the list of tokens is there, and empty. */
  ObjectNode create(RoomSpec spec) {
    ObjectNode body = request("create", spec.room());
    body.put("admin_key", settings.adminKey());
    body.put("secret", secret(spec.room()));
    // Janus would name the room "Room <id>" and put that into every SDP offer.
    body.put("description", "visit");
    body.put("is_private", true);
    body.put("permanent", false);
    body.put("publishers", spec.maxPublishers());
    body.put("bitrate", spec.videoBitrate());
    body.put("bitrate_cap", spec.videoBitrate() > 0);
    body.put("fir_freq", KEY_FRAME_SECONDS);
    body.put("audiocodec", "opus");
    body.put("videocodec", "vp8");
    body.put("opus_fec", true);
    body.put("opus_dtx", true);
    body.put("videoorient_ext", true);
    body.put("notify_joining", true);
    body.put("record", false);
    body.put("lock_record", true);
    body.putArray("allowed");
    return body;
  }

  ObjectNode destroy(RoomId room) {
    return request("destroy", room).put("secret", secret(room)).put("permanent", false);
  }

  ObjectNode allow(RoomId room, ParticipantId who) {
    ObjectNode body = allowed(room, "add");
    body.withArray("allowed").add(token(room, who));
    return body;
  }

  ObjectNode disallow(RoomId room, ParticipantId who) {
    ObjectNode body = allowed(room, "remove");
    body.withArray("allowed").add(token(room, who));
    return body;
  }

  /** Changes nothing: its answer tells who is admitted. */
  ObjectNode listAllowed(RoomId room) {
    return allowed(room, "add");
  }

  ObjectNode kick(RoomId room, ParticipantId who) {
    return request("kick", room).put("id", who.value()).put("secret", secret(room));
  }

  ObjectNode listParticipants(RoomId room) {
    return request("listparticipants", room);
  }

  /** Carries no display name: who people are is none of the media server's business. */
  ObjectNode joinPublisher(RoomId room, ParticipantId who) {
    return request("join", room)
        .put("ptype", "publisher")
        .put("id", who.value())
        .put("token", token(room, who));
  }

  /** Without autoupdate: Janus would else make offers of its own while another one is out. */
  ObjectNode joinSubscriber(RoomId room, Collection<FeedStream> wanted) {
    ObjectNode body = request("join", room).put("ptype", "subscriber").put("autoupdate", false);
    body.set("streams", streams(wanted));
    return body;
  }

  ObjectNode update(Collection<FeedStream> wanted, Collection<String> droppedMids) {
    ObjectNode body = Json.object().put("request", "update");
    if (!wanted.isEmpty()) {
      body.set("subscribe", streams(wanted));
    }
    if (!droppedMids.isEmpty()) {
      ArrayNode dropped = body.putArray("unsubscribe");
      droppedMids.forEach(mid -> dropped.addObject().put("sub_mid", mid));
    }
    return body;
  }

  ObjectNode publish() {
    return Json.object().put("request", "publish");
  }

  /** For a PeerConnection that is up already: renegotiation and ICE restart. */
  ObjectNode configure() {
    return Json.object().put("request", "configure");
  }

  ObjectNode restart() {
    return configure().put("restart", true);
  }

  ObjectNode start() {
    return Json.object().put("request", "start");
  }

  /** This person's entry in the list of who is admitted. */
  String token(RoomId room, ParticipantId who) {
    return settings.masterSecret().admissionToken(room, who);
  }

  private ObjectNode allowed(RoomId room, String action) {
    ObjectNode body = request("allowed", room).put("action", action).put("secret", secret(room));
    body.putArray("allowed");
    return body;
  }

  private String secret(RoomId room) {
    return settings.masterSecret().roomSecret(room);
  }

  private static ObjectNode request(String name, RoomId room) {
    return Json.object().put("request", name).put("room", room.value());
  }

  private static ArrayNode streams(Collection<FeedStream> wanted) {
    ArrayNode streams = Json.MAPPER.createArrayNode();
    wanted.forEach(s -> streams.addObject().put("feed", s.feed()).put("mid", s.mid()));
    return streams;
  }
}
