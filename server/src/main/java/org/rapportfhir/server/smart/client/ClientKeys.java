package org.rapportfhir.server.smart.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

/**
 * The public keys of a client: by the address it registered, or as it registered them. What an
 * address answers is kept for some minutes; a signature by a key that is not in there fetches once
 * more, so that a client may change its keys at any time.
 */
public final class ClientKeys {

  /** Setting of a registered client: its JWK set as JSON. */
  public static final String INLINE = "rapport.jwks";

  private static final Duration KEPT = Duration.ofMinutes(5);

  /** A stranger with a made-up key id must not make us fetch each time. */
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(10);

  private record Fetched(JWKSet keys, long at) {}

  private final KeySetFetcher fetcher;
  private final Cache<String, Fetched> fetched =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(KEPT).build();

  public ClientKeys(KeySetFetcher fetcher) {
    this.fetcher = fetcher;
  }

  JWKSource<SecurityContext> of(RegisteredClient client) {
    ClientSettings settings = client.getClientSettings();
    String address = settings.getJwkSetUrl();
    if (address != null) {
      return (selector, context) -> {
        Fetched known = fetched.get(address, this::fetch);
        var found = selector.select(known.keys());
        if (!found.isEmpty() || !isOld(known)) {
          return found;
        }
        Fetched again = fetch(address);
        fetched.put(address, again);
        return selector.select(again.keys());
      };
    }
    return new ImmutableJWKSet<>(inline(settings.getSetting(INLINE)));
  }

  /** A failure is remembered like an answer: who can make us ask can't make us ask all the time. */
  private Fetched fetch(String address) {
    JWKSet keys = fetcher.fetch(address).orElseGet(JWKSet::new);
    return new Fetched(keys, System.nanoTime());
  }

  private static boolean isOld(Fetched known) {
    return System.nanoTime() - known.at() > BETWEEN_FETCHES.toNanos();
  }

  private static JWKSet inline(@Nullable String json) {
    try {
      return json == null ? new JWKSet() : JWKSet.parse(json);
    } catch (ParseException e) {
      throw new IllegalStateException("A registered client's keys are no JWK set", e);
    }
  }
}
