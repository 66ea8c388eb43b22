package org.rapportfhir.server.visit;

/** Which devices worked at check-in. */
public record Devices(boolean camera, boolean microphone) {}
