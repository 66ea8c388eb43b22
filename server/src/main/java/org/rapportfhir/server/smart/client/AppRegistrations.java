package org.rapportfhir.server.smart.client;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.server.smart.client.AppRegistration.Refused;
import org.rapportfhir.server.smart.client.AppRegistration.Registered;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * Registers apps. Each proves itself as it registered (by secret, by key, or not at all), must use
 * PKCE, and its users are asked each time.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7591">RFC 7591</a>
 */
public final class AppRegistrations {

  /** Setting of a registered client: where an EHR launches it. */
  public static final String LAUNCH_ADDRESS = "rapport.launch-address";

  private static final String CODE = "authorization_code";
  private static final String REFRESH = "refresh_token";
  private static final String CREDENTIALS = "client_credentials";
  private static final Set<String> GRANTS = Set.of(CODE, REFRESH, CREDENTIALS);

  private static final String BY_NOTHING = "none";
  private static final String BY_KEY = "private_key_jwt";
  private static final Set<String> BY_SECRET = Set.of("client_secret_basic", "client_secret_post");

  private static final String DEFAULT_SCOPE =
      "openid fhirUser launch launch/patient offline_access patient/*.rs";

  private static final Duration CODE_LIFE = Duration.ofMinutes(1);
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);

  /** SMART: a backend service's token lives five minutes at the most. */
  private static final Duration SERVICE_TOKEN_LIFE = Duration.ofMinutes(5);

  private static final Duration REFRESH_LIFE = Duration.ofDays(90);
  private static final int LONGEST_NAME = 100;
  private static final int MOST_ADDRESSES = 10;

  private final RegisteredClientRepository clients;
  private final PasswordEncoder encoder;
  private final KeySetFetcher fetcher;
  private final JdbcOperations jdbc;
  private final Predicate<String> knownScope;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param knownScope whether this server understands a scope
   */
  public AppRegistrations(
      RegisteredClientRepository clients,
      PasswordEncoder encoder,
      KeySetFetcher fetcher,
      JdbcOperations jdbc,
      Predicate<String> knownScope) {
    this.clients = clients;
    this.encoder = encoder;
    this.fetcher = fetcher;
    this.jdbc = jdbc;
    this.knownScope = knownScope;
  }

  /**
   * @throws Refused with what to change
   */
  public Registered register(AppRegistration app) {
    Set<String> grants = grants(app);
    String method = method(app, grants);
    Set<String> scopes = scopes(app);
    String name = name(app);
    List<String> redirects = redirects(app, grants);
    String secret = BY_SECRET.contains(method) ? secret() : null;
    Instant now = Instant.now();
    RegisteredClient.Builder client =
        RegisteredClient.withId(UUID.randomUUID().toString())
            .clientId(UUID.randomUUID().toString())
            .clientIdIssuedAt(now)
            .clientName(name)
            .clientAuthenticationMethod(new ClientAuthenticationMethod(method))
            .redirectUris(all -> all.addAll(redirects))
            .scopes(all -> all.addAll(scopes))
            .clientSettings(settings(app, method))
            .tokenSettings(tokens(grants));
    grants.forEach(grant -> client.authorizationGrantType(new AuthorizationGrantType(grant)));
    if (secret != null) {
      client.clientSecret(encoder.encode(secret));
    }
    RegisteredClient registered = client.build();
    clients.save(registered);
    return new Registered(
        registered.getClientId(),
        secret,
        now.getEpochSecond(),
        secret == null ? null : 0L,
        name,
        app.initiateLoginUri(),
        redirects,
        List.copyOf(grants),
        grants.contains(CODE) ? List.of("code") : List.of(),
        method,
        String.join(" ", scopes),
        app.jwksUri(),
        app.jwks());
  }

  /** Apps that an EHR can launch, the newest first. */
  public List<RegisteredClient> launchable() {
    return jdbc
        .queryForList(
            "select client_id from rapport.oauth2_registered_client"
                + " order by client_id_issued_at desc limit 100",
            String.class)
        .stream()
        .map(clients::findByClientId)
        .filter(Objects::nonNull)
        .filter(client -> client.getClientSettings().getSetting(LAUNCH_ADDRESS) != null)
        .toList();
  }

  private static Set<String> grants(AppRegistration app) {
    List<String> asked = app.grantTypes() == null ? List.of(CODE, REFRESH) : app.grantTypes();
    Set<String> grants = new LinkedHashSet<>(asked);
    if (grants.isEmpty() || !GRANTS.containsAll(grants) || grants.equals(Set.of(REFRESH))) {
      throw Refused.metadata(
          "grant_types are authorization_code, refresh_token and client_credentials");
    }
    if (grants.contains(CREDENTIALS) && grants.size() > 1) {
      throw Refused.metadata("Register a backend service by itself: its tokens are of its own");
    }
    return grants;
  }

  private String method(AppRegistration app, Set<String> grants) {
    String method = Objects.requireNonNullElse(app.authMethod(), "client_secret_basic");
    if (!method.equals(BY_NOTHING) && !method.equals(BY_KEY) && !BY_SECRET.contains(method)) {
      throw Refused.metadata(
          "token_endpoint_auth_method is none, client_secret_basic, client_secret_post or"
              + " private_key_jwt");
    }
    if (grants.contains(CREDENTIALS) && !method.equals(BY_KEY)) {
      throw Refused.metadata("A backend service authenticates by private_key_jwt");
    }
    if (method.equals(BY_KEY)) {
      checkKeys(app);
    }
    return method;
  }

  private void checkKeys(AppRegistration app) {
    if ((app.jwksUri() == null) == (app.jwks() == null)) {
      throw Refused.metadata("private_key_jwt needs either jwks_uri or jwks");
    }
    if (app.jwksUri() != null) {
      String fault = fetcher.fault(app.jwksUri());
      if (fault != null) {
        throw Refused.metadata("jwks_uri " + fault);
      }
      return;
    }
    try {
      List<JWK> keys = JWKSet.parse(String.valueOf(app.jwks())).getKeys();
      if (keys.isEmpty() || keys.stream().anyMatch(JWK::isPrivate)) {
        throw Refused.metadata("jwks holds public keys, and at least one");
      }
    } catch (ParseException e) {
      throw Refused.metadata("jwks is no JWK set");
    }
  }

  private Set<String> scopes(AppRegistration app) {
    String asked = app.scope() == null || app.scope().isBlank() ? DEFAULT_SCOPE : app.scope();
    Set<String> scopes = new LinkedHashSet<>(Arrays.asList(asked.strip().split("\\s+")));
    scopes.stream()
        .filter(knownScope.negate())
        .findFirst()
        .ifPresent(
            unknown -> {
              throw Refused.metadata("There is no scope " + unknown);
            });
    return scopes;
  }

  private static String name(AppRegistration app) {
    String name = app.clientName() == null ? "" : app.clientName().strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw Refused.metadata("client_name is what users read: 1 to 100 characters");
    }
    return name;
  }

  private List<String> redirects(AppRegistration app, Set<String> grants) {
    List<String> addresses = app.redirectUris() == null ? List.of() : app.redirectUris();
    if (grants.contains(CODE) == addresses.isEmpty() || addresses.size() > MOST_ADDRESSES) {
      throw new Refused(
          "invalid_redirect_uri", "The code flow needs 1 to 10 redirect_uris, others none");
    }
    for (String address : addresses) {
      if (!isGoodRedirect(address)) {
        throw new Refused(
            "invalid_redirect_uri",
            "A redirect address is https, http at this computer itself, or an app's own scheme with"
                + " a dot in it, without a fragment");
      }
    }
    return List.copyOf(addresses);
  }

  /** RFC 8252, sections 7.1 and 7.3, for apps that are installed. */
  private static boolean isGoodRedirect(String address) {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      return false;
    }
    String scheme = uri.getScheme();
    if (scheme == null || uri.getFragment() != null || uri.getUserInfo() != null) {
      return false;
    }
    return switch (scheme) {
      case "https" -> uri.getHost() != null;
      case "http" ->
          uri.getHost() != null
              && Set.of("localhost", "127.0.0.1", "[::1]").contains(uri.getHost());
      default -> scheme.indexOf('.') > 0;
    };
  }

  private static ClientSettings settings(AppRegistration app, String method) {
    ClientSettings.Builder settings =
        ClientSettings.builder().requireProofKey(true).requireAuthorizationConsent(true);
    if (method.equals(BY_KEY) && app.jwksUri() != null) {
      settings.jwkSetUrl(app.jwksUri());
    }
    if (method.equals(BY_KEY) && app.jwks() != null) {
      settings.setting(ClientKeys.INLINE, app.jwks().toString());
    }
    put(settings, LAUNCH_ADDRESS, app.initiateLoginUri());
    return settings.build();
  }

  private static void put(ClientSettings.Builder settings, String name, @Nullable String value) {
    if (value != null) {
      settings.setting(name, value);
    }
  }

  private static TokenSettings tokens(Set<String> grants) {
    return TokenSettings.builder()
        .authorizationCodeTimeToLive(CODE_LIFE)
        .accessTokenTimeToLive(grants.contains(CREDENTIALS) ? SERVICE_TOKEN_LIFE : TOKEN_LIFE)
        .refreshTokenTimeToLive(REFRESH_LIFE)
        .reuseRefreshTokens(false)
        .build();
  }

  private String secret() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
