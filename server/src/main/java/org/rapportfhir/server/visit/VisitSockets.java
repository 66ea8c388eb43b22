package org.rapportfhir.server.visit;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The open pages of this node, by visit. */
final class VisitSockets {
  private final ConcurrentHashMap<String, Set<PageSocket>> byVisit = new ConcurrentHashMap<>();

  void add(PageSocket socket) {
    byVisit.computeIfAbsent(socket.visit(), v -> ConcurrentHashMap.newKeySet()).add(socket);
  }

  void remove(PageSocket socket) {
    byVisit.computeIfPresent(
        socket.visit(),
        (visit, sockets) -> {
          sockets.remove(socket);
          return sockets.isEmpty() ? null : sockets;
        });
  }

  Collection<PageSocket> of(String visit) {
    return List.copyOf(byVisit.getOrDefault(visit, Set.of()));
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
    byVisit.values().forEach(sockets -> List.copyOf(sockets).forEach(action));
  }
}
