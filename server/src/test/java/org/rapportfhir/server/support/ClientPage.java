package org.rapportfhir.server.support;

import static org.rapportfhir.server.support.Eventually.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What a client's page does, without a browser: check-in, its cookie, the signalling socket. */
public final class ClientPage implements WebSocket.Listener {
  public static final String AT_HOME =
      "{\"place\":{\"at\":\"home\"},\"devices\":{\"camera\":true,\"microphone\":true}}";
  private static final Duration SOON = Duration.ofSeconds(20);

  private final RunningServer node;
  private final String link;
  private final String origin;
  private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private volatile @Nullable String cookie;
  private volatile @Nullable Integer closed;

  /**
   * @param url the personal link
   * @param node where the page's requests arrive, whatever the link's own address is
   */
  public ClientPage(RunningServer node, String url) {
    URI address = URI.create(url);
    this.node = node;
    this.link = address.getPath();
    this.origin = address.getScheme() + "://" + address.getAuthority();
  }

  public ClientPage checkIn() {
    HttpResponse<String> answer = post("/check-in", AT_HOME);
    if (answer.statusCode() != 200) {
      throw new AssertionError("Check-in: " + answer.statusCode() + " " + answer.body());
    }
    cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    return this;
  }

  public ClientPage openSocket() {
    closed = null;
    var builder = HttpClient.newHttpClient().newWebSocketBuilder().header("Origin", origin);
    if (cookie != null) {
      builder.header("Cookie", cookie);
    }
    String address = node.base().replaceFirst("^http", "ws") + link + "/signal";
    builder.buildAsync(URI.create(address), this).join();
    return this;
  }

  public HttpResponse<String> get(String below) {
    return node.send(withCookie(node.request(link + below).GET()));
  }

  public HttpResponse<String> post(String below, String body) {
    return node.send(withCookie(node.request(link + below).POST(BodyPublishers.ofString(body))));
  }

  public String step() {
    return node.read(get("/state").body()).path("step").asText();
  }

  private HttpRequest.Builder withCookie(HttpRequest.Builder request) {
    return cookie == null ? request : request.header("Cookie", cookie);
  }

  /** The state that the socket told last; null before the first. */
  public @Nullable JsonNode toldState() {
    return heard.stream()
        .filter(message -> message.path("type").asText().equals("state"))
        .map(message -> message.path("state"))
        .reduce((earlier, later) -> later)
        .orElse(null);
  }

  public void isToldStep(String step) {
    eventually(
        SOON, this::toldState, state -> state != null && state.path("step").asText().equals(step));
  }

  /** Waits until the server has closed the socket. */
  public int closeCode() {
    return eventually(SOON, () -> closed, code -> code != null);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      heard.add(node.read(text.toString()));
      text.setLength(0);
    }
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
    closed = status;
    return null;
  }
}
