package org.rapportfhir.server.smart.client;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

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
  public @org.jspecify.annotations.Nullable String fault(String address) {
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

  /**
   * @throws OAuth2AuthenticationException {@code invalid_client} when there is no key set to be had
   */
  JWKSet fetch(String address) {
    try {
      if (fault(address) != null || !anywhere && isInside(URI.create(address).getHost())) {
        throw refused();
      }
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address))
              .timeout(PATIENCE)
              .header("Accept", "application/jwk-set+json, application/json")
              .build();
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        byte[] bytes = body.readNBytes(LONGEST + 1);
        if (response.statusCode() != 200 || bytes.length > LONGEST) {
          throw refused();
        }
        return JWKSet.parse(new String(bytes, StandardCharsets.UTF_8));
      }
    } catch (IOException | ParseException e) {
      throw refused();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused();
    }
  }

  private static boolean isInside(String host) throws UnknownHostException {
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

  /** The same for every reason: the client's registrant learns nothing about our network. */
  private static OAuth2AuthenticationException refused() {
    return new OAuth2AuthenticationException(
        new OAuth2Error("invalid_client", "The client's keys can't be fetched", null));
  }
}
