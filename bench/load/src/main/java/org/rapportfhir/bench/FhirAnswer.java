package org.rapportfhir.bench;

import java.nio.charset.StandardCharsets;

/**
 * What a server answered.
 *
 * @param status HTTP status
 * @param body the bytes as they came
 */
record FhirAnswer(int status, byte[] body) {
  private static final int EXCERPT = 400;

  boolean successful() {
    return status >= 200 && status < 300;
  }

  /** The status and the beginning of the body, on one line. */
  String excerpt() {
    String text = new String(body, StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip();
    return status + " " + text.substring(0, Math.min(text.length(), EXCERPT));
  }
}
