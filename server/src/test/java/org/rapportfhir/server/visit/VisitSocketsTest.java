package org.rapportfhir.server.visit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Proxy;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.WebSocketSession;

class VisitSocketsTest {
  private static final WebSocketSession SILENT =
      (WebSocketSession)
          Proxy.newProxyInstance(
              VisitSocketsTest.class.getClassLoader(),
              new Class<?>[] {WebSocketSession.class},
              (session, method, arguments) -> null);

  private final VisitSockets sockets = new VisitSockets();

  @Test
  void aNodeThatIsFullTakesNoPageUntilOneCloses() {
    PageSocket first = page(0);
    assertThat(sockets.add(first)).isTrue();
    for (int i = 1; i < VisitSockets.MAX; i++) {
      assertThat(sockets.add(page(i))).isTrue();
    }
    assertThat(sockets.areFull()).isTrue();
    assertThat(sockets.add(page(VisitSockets.MAX))).isFalse();

    sockets.remove(first);
    assertThat(sockets.areFull()).isFalse();
    assertThat(sockets.add(page(VisitSockets.MAX))).isTrue();
  }

  @Test
  void aVisitWithoutPagesIsForgotten() {
    PageSocket page = page(1);
    sockets.add(page);
    assertThat(sockets.visits()).containsExactly("visit-0");
    sockets.remove(page);
    assertThat(sockets.visits()).isEmpty();
    assertThat(sockets.of("visit-0")).isEmpty();
  }

  private static PageSocket page(int number) {
    return new PageSocket(
        SILENT,
        new ObjectMapper(),
        new SignalHandshake.Page("visit-" + number / 10, "person-" + number, "device"),
        new Allowance(Instant.EPOCH));
  }
}
