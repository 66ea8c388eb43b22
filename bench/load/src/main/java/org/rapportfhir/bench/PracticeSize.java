package org.rapportfhir.bench;

/**
 * How large the practice is that every target gets before the measuring.
 *
 * @param practitioners clinicians
 * @param patients clients; a quarter of them is kept for scenarios that write
 * @param visitsPerPatient past visits of each, each an Appointment and an Encounter
 */
record PracticeSize(int practitioners, int patients, int visitsPerPatient) {
  PracticeSize {
    if (practitioners < 1 || patients < 4 || visitsPerPatient < 1) {
      throw new UsageException(
          "A practice has 1 practitioner, 4 patients and 1 visit each at the least.");
    }
  }

  /** Patients from the first to this one (exclusive) are only read. */
  int readOnlyPatients() {
    return patients - writablePatients();
  }

  /** So many patients at the end may be changed and booked, so that searches see no difference. */
  int writablePatients() {
    return patients / 4;
  }
}
