package org.rapportfhir.server.visit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/**
 * Upgrades without {@code permessage-deflate}, which Tomcat grants whoever offers it: some hundred
 * KiB outside of the heap for each socket, to compress messages of a few lines.
 */
final class WithoutCompression implements HandshakeHandler {
  private final HandshakeHandler handler = new DefaultHandshakeHandler();

  @Override
  public boolean doHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler page,
      Map<String, Object> attributes) {
    ServerHttpRequest plain =
        request instanceof ServletServerHttpRequest servlet
            ? new ServletServerHttpRequest(new OffersNothing(servlet.getServletRequest()))
            : request;
    return handler.doHandshake(plain, response, page, attributes);
  }

  private static final class OffersNothing extends HttpServletRequestWrapper {
    OffersNothing(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getHeader(String name) {
      return isOffer(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return isOffer(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    private static boolean isOffer(String name) {
      return WebSocketHttpHeaders.SEC_WEBSOCKET_EXTENSIONS.equalsIgnoreCase(name);
    }
  }
}
