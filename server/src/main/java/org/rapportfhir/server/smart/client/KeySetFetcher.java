package org.rapportfhir.server.smart.client;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a client's JWK set. The address comes from whoever registered the client, so outside of
 * the sandbox it is reached by TLS only and never inside this machine or network; redirects are not
 * followed, and a long or slow answer is given up.
 */
public final class KeySetFetcher {

  private static final int LONGEST = 64 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final boolean anywhere;
  private final HttpClient http =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();

  /**
   * @param anywhere whether plain HTTP and inside addresses are fine, as in a sandbox
   */
  public KeySetFetcher(boolean anywhere) {
    this.anywhere = anywhere;
  }

  /**
   * Whether an address could be fetched from, as far as can be said without asking anybody.
   *
   * @return null if so; else what is wrong with it
   */
  public @Nullable String fault(String address) {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      return "is no address";
    }
    boolean web = "https".equals(uri.getScheme()) || anywhere && "http".equals(uri.getScheme());
    if (!web || uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
      return "must be an https address";
    }
    return null;
  }

  /** Empty when there is no key set to be had, for whatever reason. */
  Optional<JWKSet> fetch(String address) {
    try {
      if (fault(address) != null || (!anywhere && isInside(URI.create(address).getHost()))) {
        return Optional.empty();
      }
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address))
              .timeout(PATIENCE)
              .header("Accept", "application/jwk-set+json, application/json")
              .build();
      return keys(request);
    } catch (IOException | ParseException | ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** The whole answer has to be there in time: one that trickles is no answer. */
  private Optional<JWKSet> keys(HttpRequest request)
      throws InterruptedException, ExecutionException, TimeoutException, ParseException {
    var body = new ByteArrayOutputStream();
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(
            request,
            HttpResponse.BodyHandlers.ofByteArrayConsumer(
                part -> part.ifPresent(bytes -> append(body, bytes))));
    try {
      HttpResponse<Void> response = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return response.statusCode() == 200
          ? Optional.of(JWKSet.parse(body.toString(StandardCharsets.UTF_8)))
          : Optional.empty();
    } finally {
      answer.cancel(true);
    }
  }

  private static void append(ByteArrayOutputStream body, byte[] part) {
    if (body.size() + part.length > LONGEST) {
      throw new IllegalStateException("A key set is not so long");
    }
    body.writeBytes(part);
  }

  static boolean isInside(String host) throws UnknownHostException {
    for (InetAddress found : InetAddress.getAllByName(host)) {
      byte[] bytes = found.getAddress();
      boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
      boolean carrier = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
      if (found.isLoopbackAddress()
          || found.isSiteLocalAddress()
          || found.isLinkLocalAddress()
          || found.isAnyLocalAddress()
          || found.isMulticastAddress()
          || uniqueLocal
          || carrier) {
        return true;
      }
    }
    return false;
  }
}
