package org.rapportfhir.profiles;

/** By which media a visit was held. A fact of the visit; what it is worth is a payer's rule. */
public enum MediaModality implements Coded {
  /** Client and clinician could hear and see each other. */
  AUDIO_VIDEO("audio-video"),
  /** They could hear but not see each other. */
  AUDIO_ONLY("audio-only");

  private final String code;

  MediaModality(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
