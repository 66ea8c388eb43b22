package org.rapportfhir.profiles;

/** Canonical URLs of Rapport's implementation guide. */
public final class Rapport {
  /** The guide's canonical base. */
  public static final String BASE = "https://rapport-fhir.org/ig";

  private Rapport() {}
}
