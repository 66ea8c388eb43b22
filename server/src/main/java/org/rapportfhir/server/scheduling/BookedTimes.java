package org.rapportfhir.server.scheduling;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.rapportfhir.server.visit.Visit;
import org.rapportfhir.server.visit.VisitEndListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * A clinician's time, held by an exclusion constraint: of two bookings that race for it the
 * database lets one through. A visit that is over gives it back, however early it ended.
 */
@Component
final class BookedTimes implements VisitEndListener {
  private final JdbcTemplate jdbc;

  BookedTimes(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Gives back the time that the visit had, and takes the new one. */
  void move(String visit, List<String> clinicians, Instant start, Instant end) {
    release(visit);
    take(visit, clinicians, start, end);
  }

  /** Takes the time for a visit that has none. */
  void take(String visit, List<String> clinicians, Instant start, Instant end) {
    try {
      for (String clinician : clinicians) {
        jdbc.update(
            "insert into rapport.booked_time (encounter, clinician, during)"
                + " values (?, ?, tstzrange(?, ?))",
            visit,
            clinician,
            Timestamp.from(start),
            Timestamp.from(end));
      }
    } catch (DataIntegrityViolationException taken) {
      throw SchedulingError.SLOT_TAKEN.at("Appointment.start");
    }
  }

  @Override
  public void visitIsOver(Visit visit) {
    release(visit.id());
  }

  private void release(String visit) {
    jdbc.update("delete from rapport.booked_time where encounter = ?", visit);
  }
}
