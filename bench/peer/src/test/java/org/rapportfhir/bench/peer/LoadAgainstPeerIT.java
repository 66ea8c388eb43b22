package org.rapportfhir.bench.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapportfhir.bench.BenchMain;

/** Every scenario against the real peer on a real PostgreSQL, stock and tuned. */
class LoadAgainstPeerIT {
  private static final int SCENARIOS = 11;

  @TempDir private Path reports;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyScenarioRunsWithoutAnError(boolean tuned) throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        RunningPeer peer =
            new RunningPeer(
                postgres.getJdbcUrl("postgres", "peer").replaceFirst("\\?.*", ""),
                "--peer.tuned=" + tuned)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();

      int status = load(peer.base(), new PrintStream(out, true, UTF_8));

      assertThat(status).as(out.toString(UTF_8)).isZero();
      assertEveryScenarioWasMeasured();
    }
  }

  private int load(String base, PrintStream out) throws Exception {
    String[] args = {
      "--target=peer=" + base,
      "--seconds=1",
      "--warmup=0",
      "--rounds=1",
      "--concurrency=2",
      "--practitioners=3",
      "--patients=40",
      "--out=" + reports.resolve("run.json")
    };
    return BenchMain.run(args, out, Clock.systemUTC());
  }

  private void assertEveryScenarioWasMeasured() throws Exception {
    JsonNode run = new ObjectMapper().readTree(Files.readString(reports.resolve("run.json")));
    assertThat(run.get("summaries")).hasSize(SCENARIOS);
    run.get("summaries")
        .forEach(
            row ->
                assertThat(row.at("/perSecond/median").asDouble()).as(row.toString()).isPositive());
    assertThat(run.at("/targets/0/software").asText()).isEqualTo("HAPI FHIR Server 8.8.0");
    assertThat(run.get("bookingAddedMillis")).hasSize(1);
  }

  @Test
  void aSecondStartOnTheSameDatabaseKeepsItUnlessAskedForAFreshOne() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      String url = postgres.getJdbcUrl("postgres", "peer").replaceFirst("\\?.*", "");
      PeerDatabase kept = new PeerDatabase(new PeerProperties(url, "postgres", "", false, false));
      PeerDatabase fresh = new PeerDatabase(new PeerProperties(url, "postgres", "", true, false));
      kept.prepare();
      try (var connection = java.sql.DriverManager.getConnection(url, "postgres", "");
          var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE left_over (id int)");
      }

      kept.prepare();
      assertThat(hasTable(url)).isTrue();

      fresh.prepare();
      assertThat(hasTable(url)).isFalse();
    }
  }

  private static boolean hasTable(String url) throws Exception {
    try (var connection = java.sql.DriverManager.getConnection(url, "postgres", "");
        var tables = connection.getMetaData().getTables(null, "public", "left_over", null)) {
      return tables.next();
    }
  }
}
