package org.rapportfhir.video.janus;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.rapportfhir.video.ParticipantId;
import org.rapportfhir.video.RoomId;

/** The connections of this node, one per person and room. */
final class Connections implements JanusConnection.Registry {
  private static final int LOCKS = 64;

  private record Key(RoomId room, ParticipantId who) {}

  private final Map<Key, JanusConnection> byPerson = new ConcurrentHashMap<>();
  private final List<ReentrantLock> locks =
      IntStream.range(0, LOCKS).mapToObj(i -> new ReentrantLock()).toList();

  /**
   * Ends the person's earlier connection, then makes and opens a new one. Two at the same time for
   * one person come one after the other. The lock is held for the talk with Janus, never for a
   * listener: those are called on the connection's lane.
   */
  JanusConnection replacing(
      RoomId room,
      ParticipantId who,
      Supplier<JanusConnection> make,
      Consumer<JanusConnection> open) {
    Key key = new Key(room, who);
    ReentrantLock lock = locks.get(Math.floorMod(key.hashCode(), LOCKS));
    lock.lock();
    try {
      of(room, who).ifPresent(JanusConnection::close);
      JanusConnection connection = make.get();
      byPerson.put(key, connection);
      return opened(connection, open);
    } finally {
      lock.unlock();
    }
  }

  private static JanusConnection opened(
      JanusConnection connection, Consumer<JanusConnection> open) {
    try {
      open.accept(connection);
      return connection;
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public void ended(JanusConnection connection) {
    byPerson.remove(new Key(connection.room(), connection.who()), connection);
  }

  Optional<JanusConnection> of(RoomId room, ParticipantId who) {
    return Optional.ofNullable(byPerson.get(new Key(room, who)));
  }

  List<JanusConnection> in(RoomId room) {
    return all().stream().filter(connection -> connection.room().equals(room)).toList();
  }

  List<JanusConnection> on(JanusSession session) {
    return all().stream().filter(connection -> connection.isOn(session)).toList();
  }

  List<JanusConnection> all() {
    return List.copyOf(byPerson.values());
  }
}
