package org.rapportfhir.video;

/** What a media line carries. */
public enum MediaKind {
  AUDIO,
  VIDEO,
  DATA
}
