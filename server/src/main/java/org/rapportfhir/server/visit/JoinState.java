package org.rapportfhir.server.visit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one person's page shows; the words are those of docs/page-api.md. */
record JoinState(
    String role,
    String step,
    List<String> due,
    Practice practice,
    String clinician,
    Instant start,
    Instant end,
    Instant opens,
    String timeZone,
    String language,
    @Nullable String phoneEnding,
    @Nullable String home,
    boolean media,
    Visit.@Nullable Note note) {

  /** As clients know the practice. */
  record Practice(String name, String phone) {}
}
