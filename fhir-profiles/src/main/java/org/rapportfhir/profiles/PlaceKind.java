package org.rapportfhir.profiles;

/** Where a client says to be during a visit. */
public enum PlaceKind implements Coded {
  HOME("home"),
  PRIVATE("private"),
  FACILITY("facility"),
  WORKPLACE("workplace"),
  SCHOOL("school"),
  VEHICLE("vehicle"),
  /** Not at home; the client said no more. */
  ELSEWHERE("elsewhere");

  private final String code;

  PlaceKind(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
