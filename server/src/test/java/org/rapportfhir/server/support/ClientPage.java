package org.rapportfhir.server.support;

import static org.rapportfhir.server.support.Eventually.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
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
  private volatile @Nullable WebSocket socket;

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

  /** A further tab or a page that was loaded again: the same link on the same device. */
  public ClientPage onSameDevice() {
    var page = new ClientPage(node, origin + link);
    page.cookie = cookie;
    return page;
  }

  /** The link, as somebody to whom it was forwarded has it. */
  public ClientPage withoutItsDevice() {
    return new ClientPage(node, origin + link);
  }

  public ClientPage openSocket() {
    return openSocketFrom(origin);
  }

  private ClientPage openSocketFrom(String pagesOrigin) {
    closed = null;
    var builder = HttpClient.newHttpClient().newWebSocketBuilder().header("Origin", pagesOrigin);
    if (cookie != null) {
      builder.header("Cookie", cookie);
    }
    String address = node.base().replaceFirst("^http", "ws") + link + "/signal";
    socket = builder.buildAsync(URI.create(address), this).join();
    return this;
  }

  /** The HTTP status of a socket that was never opened; 101 when it was. */
  public int socketStatus() {
    return socketStatusFrom(origin);
  }

  /** The same, as seen by a page from elsewhere. */
  public int socketStatusFrom(String pagesOrigin) {
    try {
      openSocketFrom(pagesOrigin);
      return 101;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  /** The head of the answer to a browser that asks for a socket and offers to compress it. */
  public String upgradeOffering(String extension) {
    URI base = URI.create(node.base());
    String request =
        String.join(
            "\r\n",
            "GET " + link + "/signal HTTP/1.1",
            "Host: " + base.getAuthority(),
            "Origin: " + origin,
            "Cookie: " + cookie,
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Extensions: " + extension,
            "",
            "");
    try (var raw = new Socket(base.getHost(), base.getPort())) {
      raw.setSoTimeout((int) SOON.toMillis());
      raw.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer =
          new BufferedReader(
              new InputStreamReader(raw.getInputStream(), StandardCharsets.US_ASCII));
      return answer.lines().takeWhile(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says this over the socket; does nothing when the server has closed it meanwhile. */
  public void say(String message) {
    Objects.requireNonNull(socket, "not open")
        .sendText(message, true)
        .handle((sent, gone) -> sent)
        .join();
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

  /** Waits for a message of this type. */
  public JsonNode isTold(String type) {
    return eventually(
        SOON,
        () ->
            heard.stream()
                .filter(message -> message.path("type").asText().equals(type))
                .findFirst()
                .orElse(null),
        message -> message != null);
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
