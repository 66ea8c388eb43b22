package org.rapportfhir.server.visit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.server.fhir.RapportException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Looks at link and device while the request is still plain HTTP: whoever may not have a socket is
 * answered as everywhere below {@code /join}, and never costs one. A browser hides that answer from
 * its page, which asks for its state then.
 */
final class SignalHandshake implements HandshakeInterceptor {
  private static final String PAGE = "page";

  private final Joining joining;
  private final VisitSockets sockets;
  private final ObjectMapper json;

  SignalHandshake(Joining joining, VisitSockets sockets, ObjectMapper json) {
    this.joining = joining;
    this.sockets = sockets;
    this.json = json;
  }

  /** Whose page asks, with the hash of its device's secret. */
  record Page(String visit, String person, String device) {}

  static Page pageOf(Map<String, Object> attributes) {
    return Optional.ofNullable((Page) attributes.get(PAGE)).orElseThrow();
  }

  @Override
  public boolean beforeHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      Map<String, Object> attributes)
      throws IOException {
    try {
      attributes.put(PAGE, page(token(request.getURI()), device(request)));
      return true;
    } catch (RapportException refusal) {
      response.setStatusCode(HttpStatusCode.valueOf(refusal.error().status()));
      response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
      response.getHeaders().setCacheControl(CacheControl.noStore());
      response.getBody().write(json.writeValueAsBytes(Map.of("error", refusal.error().code())));
      return false;
    }
  }

  private Page page(String token, @Nullable String device) {
    Joining.Guest guest = joining.getCheckedIn(token, device);
    if (sockets.areFull()) {
      throw VisitError.TOO_MANY_PAGES.refusal();
    }
    String visit = guest.visit().id();
    String person = guest.person().id();
    return new Page(visit, person, Optional.ofNullable(guest.person().device()).orElseThrow());
  }

  private static @Nullable String device(ServerHttpRequest request) {
    return request instanceof ServletServerHttpRequest servlet
        ? JoinController.deviceOf(servlet.getServletRequest())
        : null;
  }

  private static String token(URI uri) {
    List<String> parts = UriComponentsBuilder.fromUri(uri).build().getPathSegments();
    return parts.get(parts.size() - 2);
  }

  @Override
  public void afterHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      @Nullable Exception failure) {
    // Nothing is left to do.
  }
}
