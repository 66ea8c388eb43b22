package org.rapportfhir.profiles;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;

/** Instants as FHIR writes them: UTC, to the millisecond. */
final class Times {
  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

  private Times() {}

  /** What of an instant FHIR keeps. */
  static Instant kept(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }

  static DateTimeType dateTime(Instant instant) {
    return new DateTimeType(Date.from(instant), TemporalPrecisionEnum.MILLI, UTC);
  }

  static InstantType instant(Instant instant) {
    return new InstantType(Date.from(instant), TemporalPrecisionEnum.MILLI, UTC);
  }
}
