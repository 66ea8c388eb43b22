package org.rapportfhir.server.smart.launch;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The practice's patients, as somebody chooses among them. */
public interface PatientDirectory {

  /**
   * @param id of the Patient
   * @param name for people
   * @param birthDate as FHIR writes it; null when unknown
   */
  record Entry(String id, String name, @Nullable String birthDate) {}

  /**
   * @param words the beginning of a family or given name; blank finds those changed last
   */
  List<Entry> find(String words, int limit);

  Optional<Entry> byId(String id);
}
