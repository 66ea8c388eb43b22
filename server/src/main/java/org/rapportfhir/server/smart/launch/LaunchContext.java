package org.rapportfhir.server.smart.launch;

import org.jspecify.annotations.Nullable;

/**
 * What an app is told of the moment in which it was opened.
 *
 * @param patient id of the Patient; null for none
 * @param encounter id of the Encounter; null for none
 * @param intent what the user wants to do, a word that EHR and app agreed on; null for none
 * @param needsPatientBanner whether the app has to show whose record it is; an EHR that shows it
 *     around the app says no
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART
 *     App Launch 2.2, Launch context</a>
 */
public record LaunchContext(
    @Nullable String patient,
    @Nullable String encounter,
    @Nullable String intent,
    boolean needsPatientBanner) {

  /** An app that was opened by itself, with nothing chosen yet. */
  public static final LaunchContext NONE = new LaunchContext(null, null, null, true);

  /** The same with this patient. */
  public LaunchContext of(@Nullable String chosen) {
    return new LaunchContext(chosen, encounter, intent, needsPatientBanner);
  }
}
