package org.rapportfhir.video.janus;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A headless Chromium with a made-up camera, and a server for the test's page. */
final class TestBrowser implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--use-fake-ui-for-media-stream",
          "--use-fake-device-for-media-stream",
          "--autoplay-policy=no-user-gesture-required",
          "--disable-background-networking",
          "--disable-quic",
          "--disable-component-update",
          "--disable-sync",
          "--no-first-run",
          "--disable-features=WebRtcHideLocalIpsWithMdns");

  private final Playwright playwright;
  private final Browser browser;
  private final HttpServer server;

  TestBrowser() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    String chromium =
        Optional.ofNullable(System.getenv("RAPPORT_CHROMIUM")).orElse("/usr/bin/chromium");
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(chromium))
                    .setArgs(FLAGS));
    server = serve();
  }

  /** A page of its own context, as if on a device of its own. */
  Page page() {
    return browser.newContext().newPage();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/visit.html";
  }

  private static HttpServer serve() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", TestBrowser::sendFile);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sendFile(HttpExchange exchange) throws IOException {
    String file = exchange.getRequestURI().getPath();
    try (InputStream in = TestBrowser.class.getResourceAsStream("/pages" + file)) {
      byte[] content = in == null ? new byte[0] : in.readAllBytes();
      String type = file.endsWith(".js") ? "text/javascript" : "text/html";
      exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
      exchange.sendResponseHeaders(
          in == null ? 404 : 200, content.length == 0 ? -1 : content.length);
      exchange.getResponseBody().write(content);
    } finally {
      exchange.close();
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
    server.stop(0);
  }
}
