package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationArguments;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.test.context.TestPropertySource;

@SmartSlice
@TestPropertySource(properties = "rapport.sandbox=false")
class OutsideTheSandboxIT {

  @Autowired SmartHttp http;
  @Autowired RegisteredClientRepository clients;
  @Autowired FirstPartyClients firstParty;
  @Autowired ApplicationArguments arguments;
  @Autowired JdbcTemplate jdbc;

  @Test
  void thereIsNoShortWayToAToken() {
    assertThat(http.asCli("/sandbox/token", Map.of()).statusCode()).isEqualTo(404);
    assertThat(http.get("/sandbox/ehr").statusCode()).isEqualTo(404);
  }

  @Test
  void theCommandLineIsNoClientAndALeftoverOfItIsRemoved() {
    assertThat(clients.findByClientId("rapport-cli")).isNull();
    jdbc.update(
        "insert into rapport.oauth2_registered_client (id, client_id, client_name,"
            + " client_authentication_methods, authorization_grant_types, scopes, client_settings,"
            + " token_settings) values ('rapport-cli', 'rapport-cli', 'x', 'client_secret_basic',"
            + " 'client_credentials', 'system/*.cruds', '{}', '{}')");
    firstParty.run(arguments);
    assertThat(clients.findByClientId("rapport-cli")).isNull();
    assertThat(clients.findByClientId("rapport-desk")).isNotNull();
  }
}
