package org.rapportfhir.server.visit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * Visits in PostgreSQL. Each write is announced on {@link #CHANNEL}, and PostgreSQL delivers that
 * to every node after the commit.
 */
final class VisitStore {
  static final String CHANNEL = "rapport_visit";

  private final JdbcTemplate jdbc;
  private final ObjectMapper json;
  private final RowMapper<Visit> rows = (row, number) -> read(row.getString("state"));

  VisitStore(JdbcTemplate jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void insert(Visit visit) {
    jdbc.update(
        "insert into rapport.visit (encounter, appointment, room, status, starts, ends, hosts,"
            + " state) values (?, ?, ?, ?, ?, ?, ?, ?::jsonb)",
        visit.id(),
        visit.appointment(),
        visit.room(),
        visit.status().name(),
        Timestamp.from(visit.start()),
        Timestamp.from(visit.end()),
        hosts(visit),
        write(visit));
    announce(visit.id());
  }

  void update(Visit visit) {
    jdbc.update(
        "update rapport.visit set status = ?, starts = ?, ends = ?, hosts = ?, state = ?::jsonb,"
            + " changed_at = now() where encounter = ?",
        visit.status().name(),
        Timestamp.from(visit.start()),
        Timestamp.from(visit.end()),
        hosts(visit),
        write(visit),
        visit.id());
    announce(visit.id());
  }

  private void announce(String visit) {
    jdbc.query("select pg_notify(?, ?)", row -> null, CHANNEL, visit);
  }

  Optional<Visit> find(String id) {
    return one("select state from rapport.visit where encounter = ?", id);
  }

  /** Finds it and keeps others from changing it until the transaction ends. */
  Optional<Visit> lock(String id) {
    return one("select state from rapport.visit where encounter = ? for update", id);
  }

  /** The latest, where it was cancelled and booked again. */
  Optional<Visit> byAppointment(String appointment) {
    return one(
        "select state from rapport.visit where appointment = ? order by booked_at desc limit 1",
        appointment);
  }

  Optional<String> idByRoom(String room) {
    return jdbc
        .queryForList("select encounter from rapport.visit where room = ?", String.class, room)
        .stream()
        .findFirst();
  }

  /** Visits of this clinician that start in the time, by start. */
  List<Visit> ofHost(String reference, Instant from, Instant to) {
    return jdbc.query(
        "select state from rapport.visit where ? = any(hosts) and starts >= ? and starts < ?"
            + " order by starts, encounter",
        rows,
        reference,
        Timestamp.from(from),
        Timestamp.from(to));
  }

  List<Visit> notOver(Instant startBefore) {
    return jdbc.query(
        "select state from rapport.visit where status in ('PLANNED', 'ARRIVED', 'IN_PROGRESS')"
            + " and starts < ?",
        rows,
        Timestamp.from(startBefore));
  }

  List<Visit> inProgress() {
    return jdbc.query("select state from rapport.visit where status = 'IN_PROGRESS'", rows);
  }

  /** Visits that are not over and start before this, by start. */
  List<Visit> withoutRoom(Instant startBefore) {
    return jdbc.query(
        "select state from rapport.visit where status in ('PLANNED', 'ARRIVED', 'IN_PROGRESS')"
            + " and not room_open and starts < ? order by starts limit 500",
        rows,
        Timestamp.from(startBefore));
  }

  List<String> roomsToClose() {
    return jdbc.queryForList(
        "select room from rapport.visit where status in ('FINISHED', 'CANCELLED') and room_open"
            + " limit 500",
        String.class);
  }

  int countWithoutRoom(Instant startBefore) {
    Integer count =
        jdbc.queryForObject(
            "select count(*) from rapport.visit where status in ('PLANNED', 'ARRIVED',"
                + " 'IN_PROGRESS') and not room_open and starts < ?",
            Integer.class,
            Timestamp.from(startBefore));
    return count == null ? 0 : count;
  }

  boolean isRoomOpen(String room) {
    return Boolean.TRUE.equals(
        jdbc.query(
            "select room_open from rapport.visit where room = ?",
            row -> row.next() && row.getBoolean(1),
            room));
  }

  void markRoom(String room, boolean open) {
    jdbc.update(
        "update rapport.visit set room_open = ? where room = ? and room_open <> ?",
        open,
        room,
        open);
  }

  void markAllRoomsLost() {
    jdbc.update("update rapport.visit set room_open = false where room_open");
  }

  private Optional<Visit> one(String sql, String key) {
    try {
      return Optional.ofNullable(jdbc.queryForObject(sql, rows, key));
    } catch (EmptyResultDataAccessException none) {
      return Optional.empty();
    }
  }

  private static String[] hosts(Visit visit) {
    return visit.people().stream()
        .filter(Person::leads)
        .map(Person::reference)
        .toArray(String[]::new);
  }

  private String write(Visit visit) {
    try {
      return json.writeValueAsString(visit);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A visit is always writable", e);
    }
  }

  private Visit read(String state) {
    try {
      return json.readValue(state, Visit.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored visit does not read", e);
    }
  }
}
