package org.rapportfhir.server.fhir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.rapportfhir.server.support.RunningServer;

/** Requests that no well-behaved client would send, byte by byte. */
final class RawHttp {
  private RawHttp() {}

  /** The whole answer, from its status line on. */
  static String get(RunningServer server, String target) {
    URI base = URI.create(server.base());
    String request =
        "GET "
            + target
            + " HTTP/1.1\r\nHost: "
            + base.getAuthority()
            + "\r\nAuthorization: Bearer "
            + server.systemToken()
            + "\r\nConnection: close\r\n\r\n";
    try (var socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
