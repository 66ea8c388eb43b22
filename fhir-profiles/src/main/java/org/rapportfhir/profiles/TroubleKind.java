package org.rapportfhir.profiles;

/** What did not work in a visit. */
public enum TroubleKind implements Coded {
  AUDIO("audio"),
  VIDEO("video"),
  NETWORK("network"),
  DEVICE("device"),
  MEDIA_SERVER("media-server");

  private final String code;

  TroubleKind(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
