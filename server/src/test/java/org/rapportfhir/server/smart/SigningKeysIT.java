package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapportfhir.server.smart.launch.Launches;
import org.springframework.jdbc.core.JdbcTemplate;

class SigningKeysIT {

  private static final byte[] SECRET = new byte[32];

  private static EmbeddedPostgres postgres;
  private static JdbcTemplate jdbc;

  @BeforeAll
  static void aDatabase() throws Exception {
    postgres = EmbeddedPostgres.start();
    Flyway.configure()
        .dataSource(postgres.getPostgresDatabase())
        .schemas("rapport")
        .defaultSchema("rapport")
        .target("40")
        .load()
        .migrate();
    jdbc = new JdbcTemplate(postgres.getPostgresDatabase());
  }

  @AfterAll
  static void noDatabase() throws Exception {
    postgres.close();
  }

  @BeforeEach
  void noKeys() {
    jdbc.update("delete from rapport.signing_key");
  }

  @Test
  void nodesThatStartAtOnceAgreeOnOneKey() throws Exception {
    int nodes = 4;
    CyclicBarrier start = new CyclicBarrier(nodes);
    Callable<List<String>> node =
        () -> {
          start.await();
          return kids(keys(SECRET));
        };
    ExecutorService threads = Executors.newFixedThreadPool(nodes);
    try {
      List<Future<List<String>>> answers =
          threads.invokeAll(IntStream.range(0, nodes).mapToObj(i -> node).toList());
      List<String> first = answers.get(0).get();
      assertThat(first).hasSize(1);
      for (Future<List<String>> answer : answers) {
        assertThat(answer.get()).isEqualTo(first);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aKeyIsNamedByItsThumbprintAndOutlivesARestart() throws Exception {
    JWK key = keys(SECRET).load().getKeys().get(0);
    assertThat(key.getKeyID()).isEqualTo(key.computeThumbprint().toString());
    assertThat(keys(SECRET).load().getKeys()).containsExactly(key);
  }

  @Test
  void theDatabaseHoldsNoPrivateKeyInTheClear() {
    String privateExponent =
        keys(SECRET).load().getKeys().get(0).toRSAKey().getPrivateExponent().toString();
    String row =
        jdbc.queryForObject("select signing_key::text from rapport.signing_key", String.class);
    assertThat(row).doesNotContain(privateExponent).doesNotContain("\"d\"");
  }

  @Test
  void anotherSecretStopsTheStartAndSaysWhy() {
    keys(SECRET).load();
    byte[] other = SECRET.clone();
    other[0] = 1;
    assertThatThrownBy(() -> keys(other).load()).hasMessageContaining("rapport.secret-key");
  }

  @Test
  void authorizationsStayADayBeyondTheirLastTokenAndNoLonger() {
    jdbc.update(
        "insert into rapport.oauth2_registered_client (id, client_id, client_name,"
            + " client_authentication_methods, authorization_grant_types, scopes, client_settings,"
            + " token_settings) values ('a', 'a', 'a', '', '', '', '{}', '{}')");
    for (String hours : new String[] {"23", "25"}) {
      jdbc.update(
          "insert into rapport.oauth2_authorization (id, registered_client_id, principal_name,"
              + " authorization_grant_type, access_token_expires_at)"
              + " values (?, 'a', 'a', 'a', now() - make_interval(hours => ?::int))",
          hours,
          hours);
    }
    new ExpiredAuthorizations(jdbc, new Launches(jdbc)).remove();
    assertThat(jdbc.queryForList("select id from rapport.oauth2_authorization", String.class))
        .containsExactly("23");
  }

  private static SigningKeys keys(byte[] secret) {
    return new SigningKeys(jdbc, new KeySeal(secret, new SecureRandom()));
  }

  private static List<String> kids(SigningKeys keys) {
    return keys.load().getKeys().stream().map(JWK::getKeyID).toList();
  }
}
