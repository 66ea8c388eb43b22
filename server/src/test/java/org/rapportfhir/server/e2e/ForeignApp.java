package org.rapportfhir.server.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rapportfhir.server.support.NpmClients;
import org.rapportfhir.server.support.RunningServer;

/**
 * Somebody else's SMART app, at an origin of its own: two pages over the client library {@code
 * fhirclient} as it comes from npm.
 */
final class ForeignApp implements AutoCloseable {
  private static final String LIBRARY = "node_modules/fhirclient/build/fhir-client.js";

  private final HttpServer server;
  private final String clientId;

  ForeignApp(RunningServer rapport, String scope) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    clientId = register(rapport, scope);
    answer("/fhir-client.js", "text/javascript", NpmClients.folder().resolve(LIBRARY));
    answer(
        "/launch",
        """
        FHIR.oauth2.authorize({
          clientId: "%s", scope: "%s", redirectUri: "/app",
          iss: new URLSearchParams(location.search).get("iss") ?? "%s/fhir"
        }).catch(e => document.body.textContent = "failed: " + e.message)
        """
            .formatted(clientId, scope, rapport.base()));
    answer(
        "/app",
        """
        FHIR.oauth2.ready().then(async client => {
          window.client = client;
          const patient = await client.patient.read();
          document.title = "ready";
          document.body.textContent = patient.id + " " + (client.encounter.id ?? "no encounter")
            + " " + (client.user.fhirUser ?? "nobody");
        }).catch(e => document.body.textContent = "failed: " + e.message)
        """);
    server.start();
  }

  String launchAddress() {
    return origin() + "/launch";
  }

  private String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private String register(RunningServer rapport, String scope) {
    String body =
        """
        {"client_name": "Sample Charts", "redirect_uris": ["%s/app"], "initiate_login_uri": "%s/launch",
         "token_endpoint_auth_method": "none", "scope": "%s"}
        """
            .formatted(origin(), origin(), scope);
    var request =
        rapport
            .request("/connect/register")
            .setHeader("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return rapport.read(rapport.send(request).body()).path("client_id").asText();
  }

  private void answer(String path, String script) {
    String page =
        "<!doctype html><html lang=en><title>app</title><body><script src=/fhir-client.js></script>"
            + "<script>"
            + script
            + "</script></body></html>";
    server.createContext(path, e -> send(e, "text/html", page.getBytes(StandardCharsets.UTF_8)));
  }

  private void answer(String path, String type, Path file) {
    server.createContext(path, e -> send(e, type, Files.readAllBytes(file)));
  }

  private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
