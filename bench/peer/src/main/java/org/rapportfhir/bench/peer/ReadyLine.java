package org.rapportfhir.bench.peer;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells whoever started the peer that it answers, and where: the port may have been 0. */
@Component
final class ReadyLine {
  private final ServletWebServerApplicationContext context;

  ReadyLine(ServletWebServerApplicationContext context) {
    this.context = context;
  }

  @EventListener(ApplicationReadyEvent.class)
  void print() {
    System.out.printf("peer ready at http://localhost:%d/fhir%n", context.getWebServer().getPort());
  }
}
