package org.rapportfhir.server.smart;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/** Mints tokens for the sandbox's command line: any scope, any user, any patient in context. */
final class SandboxTokens {

  static final Duration LIFE = Duration.ofHours(1);
  static final String DEFAULT_SCOPE = "system/*.cruds";

  private static final Set<String> OTHER_SCOPES = Set.of("openid", SmartClaims.FHIR_USER);

  private final RapportSettings settings;
  private final SmartClaims claims;
  private final JwtEncoder encoder;
  private final RegisteredClientRepository clients;
  private final OAuth2AuthorizationService authorizations;
  private final UserAccounts accounts;

  SandboxTokens(
      RapportSettings settings,
      SmartClaims claims,
      JwtEncoder encoder,
      RegisteredClientRepository clients,
      OAuth2AuthorizationService authorizations,
      UserAccounts accounts) {
    this.settings = settings;
    this.claims = claims;
    this.encoder = encoder;
    this.clients = clients;
    this.authorizations = authorizations;
    this.accounts = accounts;
  }

  /** What the command line asks for; null stands for its default. */
  record Order(
      @Nullable String client,
      @Nullable String scope,
      @Nullable String patient,
      @Nullable String user) {}

  /** Why an order is refused: an OAuth error code and what to do about it. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    Refused(String code, String message) {
      super(message);
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /**
   * @throws Refused for an unknown client or user, a malformed scope, a patient scope without
   *     patient
   */
  Jwt mint(Order order) {
    RegisteredClient client = client(order);
    Set<String> scopes = scopes(order);
    Jwt token = encoder.encode(parameters(order, client, scopes));
    remember(client, scopes, token);
    return token;
  }

  private RegisteredClient client(Order order) {
    String id = order.client() == null ? FirstPartyClients.CLI : order.client();
    RegisteredClient client = clients.findByClientId(id);
    if (client == null) {
      throw new Refused("invalid_client", "There is no client " + id);
    }
    return client;
  }

  private static Set<String> scopes(Order order) {
    String asked = order.scope() == null ? DEFAULT_SCOPE : order.scope().strip();
    Set<String> words = new LinkedHashSet<>(Arrays.asList(asked.split("\\s+")));
    for (String word : words) {
      boolean known = OTHER_SCOPES.contains(word) || SmartScope.parse(word).isPresent();
      if (!known) {
        throw new Refused("invalid_scope", word + " is not a scope like system/Patient.rs");
      }
    }
    if (order.patient() == null && SmartScopes.of(words).ofPatient().findAny().isPresent()) {
      throw new Refused("invalid_scope", "A patient/ scope needs a patient");
    }
    return words;
  }

  private JwtEncoderParameters parameters(
      Order order, RegisteredClient client, Set<String> scopes) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    JwtClaimsSet.Builder body =
        JwtClaimsSet.builder()
            .id(UUID.randomUUID().toString())
            .issuer(settings.issuer())
            .audience(claims.audience())
            .issuedAt(now)
            .notBefore(now)
            .expiresAt(now.plus(LIFE))
            .subject(order.user() == null ? client.getClientId() : username(order.user()))
            .claim(SmartClaims.CLIENT_ID, client.getClientId())
            .claim(SmartClaims.SCOPE, new ArrayList<>(scopes));
    if (order.patient() != null) {
      body.claim(SmartClaims.PATIENT, order.patient());
    }
    if (order.user() != null) {
      claims
          .fhirUser(order.user())
          .ifPresent(address -> body.claim(SmartClaims.FHIR_USER, address));
    }
    JwsHeader header =
        JwsHeader.with(SignatureAlgorithm.RS256).type(SmartClaims.ACCESS_TOKEN_TYPE).build();
    return JwtEncoderParameters.from(header, body.build());
  }

  private String username(String user) {
    return accounts
        .find(user)
        .map(UserAccounts.Account::username)
        .orElseThrow(() -> new Refused("invalid_request", "There is no user " + user));
  }

  /** So that introspection and revocation know the token too. */
  private void remember(RegisteredClient client, Set<String> scopes, Jwt token) {
    OAuth2AccessToken access =
        new OAuth2AccessToken(
            OAuth2AccessToken.TokenType.BEARER,
            token.getTokenValue(),
            token.getIssuedAt(),
            token.getExpiresAt(),
            scopes);
    authorizations.save(
        OAuth2Authorization.withRegisteredClient(client)
            .principalName(token.getSubject())
            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
            .authorizedScopes(scopes)
            .token(
                access,
                metadata ->
                    metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, token.getClaims()))
            .build());
  }
}
