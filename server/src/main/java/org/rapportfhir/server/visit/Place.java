package org.rapportfhir.server.visit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the client said to be, this time.
 *
 * @param home at the address on file
 * @param state USPS code
 * @param address street and city in the client's words when not at home
 */
public record Place(boolean home, String state, @Nullable String address, Instant statedAt) {}
