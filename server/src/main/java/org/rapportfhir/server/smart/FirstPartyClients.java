package org.rapportfhir.server.smart;

import java.time.Duration;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * Registers Rapport's own clients at each start, so that they follow the configuration: the desk
 * always, the command line in the sandbox only. Outside of it a leftover of the latter is removed.
 */
@Order(FirstPartyClients.ORDER)
final class FirstPartyClients implements ApplicationRunner {

  static final int ORDER = 0;
  static final String DESK = "rapport-desk";
  static final String CLI = "rapport-cli";

  private static final Duration CODE_LIFE = Duration.ofMinutes(1);
  private static final Duration DESK_LIFE = Duration.ofMinutes(15);
  private static final Duration CLI_LIFE = Duration.ofHours(1);

  private final RapportSettings settings;
  private final RegisteredClientRepository clients;
  private final PasswordEncoder encoder;
  private final JdbcOperations jdbc;

  FirstPartyClients(
      RapportSettings settings,
      RegisteredClientRepository clients,
      PasswordEncoder encoder,
      JdbcOperations jdbc) {
    this.settings = settings;
    this.clients = clients;
    this.encoder = encoder;
    this.jdbc = jdbc;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    save(desk());
    String secret = settings.sandboxCliSecret();
    if (settings.sandbox() && secret != null) {
      save(cli(secret));
    } else {
      jdbc.update("delete from rapport.oauth2_registered_client where client_id = ?", CLI);
    }
  }

  private RegisteredClient desk() {
    return RegisteredClient.withId(DESK)
        .clientId(DESK)
        .clientName("Rapport desk")
        .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri(settings.baseUrl() + "/desk/callback")
        .scope("openid")
        .scope(SmartClaims.FHIR_USER)
        .scope("user/*.cruds")
        .clientSettings(
            ClientSettings.builder()
                .requireProofKey(true)
                .requireAuthorizationConsent(false)
                .build())
        .tokenSettings(
            TokenSettings.builder()
                .authorizationCodeTimeToLive(CODE_LIFE)
                .accessTokenTimeToLive(DESK_LIFE)
                .build())
        .build();
  }

  private RegisteredClient cli(String secret) {
    return RegisteredClient.withId(CLI)
        .clientId(CLI)
        .clientName("Rapport command line")
        .clientSecret(encoder.encode(secret))
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .scope("system/*.cruds")
        .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(CLI_LIFE).build())
        .build();
  }

  /** Two nodes may start at once: who comes second updates what the first inserted. */
  private void save(RegisteredClient client) {
    try {
      clients.save(client);
    } catch (DuplicateKeyException otherNodeWasFirst) {
      clients.save(client);
    }
  }
}
