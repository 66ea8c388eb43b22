package org.rapportfhir.server.visit;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.JdbcTemplate;

/** When somebody's camera and microphone last worked. */
final class DeviceChecks {
  private final JdbcTemplate jdbc;

  DeviceChecks(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  void record(String reference, Devices devices, Instant at) {
    jdbc.update(
        """
        insert into rapport.device_check (reference, camera, microphone, checked_at)
        values (?, ?, ?, ?)
        on conflict (reference) do update
           set camera = excluded.camera, microphone = excluded.microphone,
               checked_at = excluded.checked_at
        """,
        reference,
        devices.camera(),
        devices.microphone(),
        Timestamp.from(at));
  }

  boolean passedSince(String reference, Instant since) {
    return !jdbc.queryForList(
            "select 1 from rapport.device_check"
                + " where reference = ? and checked_at > ? and microphone",
            reference,
            Timestamp.from(since))
        .isEmpty();
  }
}
