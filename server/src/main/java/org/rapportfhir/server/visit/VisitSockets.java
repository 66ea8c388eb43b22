package org.rapportfhir.server.visit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The open pages of this node, by visit. */
final class VisitSockets {
  /** A page needs one. Each time its network breaks it leaves one behind until that is idle. */
  private static final int MAX_OF_PERSON = 4;

  /** More than the media server of one node carries, and some 64 MiB. */
  static final int MAX = 2_000;

  private final ConcurrentHashMap<String, List<PageSocket>> byVisit = new ConcurrentHashMap<>();

  /**
   * Keeps the page. Of a person who has too many the first one moves out.
   *
   * @return false when there are too many in all; the page is not kept then
   */
  boolean add(PageSocket socket) {
    byVisit.merge(
        socket.visit(),
        List.of(socket),
        (before, one) -> {
          var sockets = new ArrayList<>(before);
          sockets.addAll(one);
          return List.copyOf(sockets);
        });
    if (count() > MAX) {
      remove(socket);
      return false;
    }
    List<PageSocket> ofPerson =
        of(socket.visit()).stream().filter(s -> s.person().equals(socket.person())).toList();
    if (ofPerson.size() > MAX_OF_PERSON) {
      ofPerson.get(0).moved();
    }
    return true;
  }

  boolean areFull() {
    return count() >= MAX;
  }

  private int count() {
    return byVisit.values().stream().mapToInt(List::size).sum();
  }

  void remove(PageSocket socket) {
    byVisit.computeIfPresent(
        socket.visit(),
        (visit, before) -> {
          List<PageSocket> others = before.stream().filter(s -> s != socket).toList();
          return others.isEmpty() ? null : others;
        });
  }

  /** In the order in which they were opened. */
  List<PageSocket> of(String visit) {
    return byVisit.getOrDefault(visit, List.of());
  }

  Set<String> visits() {
    return Set.copyOf(byVisit.keySet());
  }

  /** The visit is on another device now: pages of the person that are not on it close. */
  void moved(String visit, String person, String device) {
    of(visit).stream()
        .filter(s -> s.person().equals(person) && !s.device().equals(device))
        .forEach(PageSocket::moved);
  }

  void mediaLost() {
    forAll(PageSocket::mediaLost);
  }

  void mediaBack() {
    forAll(PageSocket::mediaBack);
  }

  private void forAll(Consumer<PageSocket> action) {
    byVisit.values().forEach(sockets -> sockets.forEach(action));
  }
}
