package org.rapportfhir.server.sandbox;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The mails and texts that the sandbox would have sent. */
final class Outbox {
  private static final int MOST = 100;

  private final JdbcTemplate jdbc;

  Outbox(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One message.
   *
   * @param to reference of the person
   * @param channel {@code sms} or {@code email}
   */
  record Message(
      String to,
      String channel,
      String address,
      String body,
      @Nullable String encounter,
      Instant createdAt) {}

  /** The latest first. */
  List<Message> latest() {
    return jdbc.query(
        "select reference, channel, address, body, encounter, created_at from rapport.outbox"
            + " order by id desc limit ?",
        (row, number) ->
            new Message(
                row.getString("reference"),
                row.getString("channel"),
                row.getString("address"),
                row.getString("body"),
                row.getString("encounter"),
                instant(row.getTimestamp("created_at"))),
        MOST);
  }

  private static Instant instant(Timestamp time) {
    return time.toInstant();
  }
}
