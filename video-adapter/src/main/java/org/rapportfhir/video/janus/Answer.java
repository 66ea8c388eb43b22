package org.rapportfhir.video.janus;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What the videoroom plugin answered to one request.
 *
 * @param request the request's name, for messages
 * @param data the plugin's own part
 * @param sdp the SDP that came with it
 */
record Answer(String request, JsonNode data, @Nullable String sdp) {

  static Answer of(String request, JsonNode message) {
    JsonNode sdp = message.path("jsep").path("sdp");
    return new Answer(
        request, message.path("plugindata").path("data"), sdp.isTextual() ? sdp.textValue() : null);
  }

  boolean isError(int code) {
    return errorCode() == code;
  }

  int errorCode() {
    return data.path("error_code").asInt();
  }

  /** This answer if the plugin agreed, else the refusal. */
  Answer orThrow() {
    if (errorCode() == 0) {
      return this;
    }
    throw new JanusException(request, errorCode(), data.path("error").asText());
  }

  /** The SDP, which an answer to this request must have. */
  String requireSdp() {
    if (sdp == null) {
      throw new JanusException(request, 0, "the answer has no SDP");
    }
    return sdp;
  }
}
