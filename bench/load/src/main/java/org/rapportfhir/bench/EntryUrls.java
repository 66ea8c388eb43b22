package org.rapportfhir.bench;

import java.util.UUID;

/** Gives each entry of a transaction its {@code urn:uuid}, the same ones for the same bundle. */
final class EntryUrls {
  private final long bundle;
  private long entry;

  EntryUrls(long bundle) {
    this.bundle = bundle;
  }

  /** The next one; a version 4 UUID in form. */
  String next() {
    entry++;
    return "urn:uuid:" + new UUID((bundle << 16) | 0x4000L, 0x8000_0000_0000_0000L | entry);
  }
}
