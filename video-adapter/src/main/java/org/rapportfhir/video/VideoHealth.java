package org.rapportfhir.video;

import java.time.Instant;

/**
 * Whether the media server answers.
 *
 * @param up whether it does
 * @param since from when that has been so
 * @param detail the server's name and version, or what failed; no secret, no address
 */
public record VideoHealth(boolean up, Instant since, String detail) {}
