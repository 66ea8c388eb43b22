package org.rapportfhir.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class FhirSchemaIT {
  @TempDir static Path data;
  private static EmbeddedPostgresServer postgres;

  @BeforeAll
  static void startWithTheSchema() {
    postgres = new EmbeddedPostgresServer(data, 0);
    new FhirSchema(database("")).migrate();
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  @Test
  void anUpToDateDatabaseIsOnlyRead() {
    var readOnly = database("?options=-c%20default_transaction_read_only%3Don");

    assertThatCode(new FhirSchema(readOnly)::migrate).doesNotThrowAnyException();
  }

  @Test
  void appliesWhatIsMissing() throws Exception {
    int all = applied();
    execute(
        "delete from \"FLY_HFJ_MIGRATION\" where \"installed_rank\" ="
            + " (select max(\"installed_rank\") from \"FLY_HFJ_MIGRATION\")");
    assertThat(applied()).isEqualTo(all - 1);

    new FhirSchema(database("")).migrate();

    assertThat(applied()).isEqualTo(all);
  }

  @Test
  void noColumnKeepsMoreStatisticsThanThePlannerCanReadQuickly() throws Exception {
    execute("alter table hfj_res_link alter column src_path set statistics 10000");

    new PlannerStatistics(database("")).keepDefault();

    assertThat(
            count(
                "select count(*) from pg_attribute a join pg_class c on c.oid = a.attrelid"
                    + " where c.relname like 'hfj%' and a.attstattarget > 100"))
        .isZero();
  }

  @Test
  void statisticsThatAreAtTheirDefaultAreLeftAlone() {
    new PlannerStatistics(database("")).keepDefault();
    var readOnly = database("?options=-c%20default_transaction_read_only%3Don");

    assertThatCode(new PlannerStatistics(readOnly)::keepDefault).doesNotThrowAnyException();
  }

  @Test
  void aSearchByTheBeginningOfAStringReadsNoMoreThanItFinds() throws Exception {
    execute(
        "set session_replication_role = replica;" // the resource itself is of no matter
            + " insert into hfj_spidx_string (sp_id, sp_missing, res_id, hash_norm_prefix,"
            + " sp_value_normalized) select n, false, 1, 7, 'NAME' || n"
            + " from generate_series(1, 5000) n");
    execute("analyze hfj_spidx_string");

    new PrefixIndex(database("")).make();

    assertThat(
            plan(
                "select res_id from hfj_spidx_string"
                    + " where hash_norm_prefix = 7 and sp_value_normalized like 'NAME42%'"))
        .contains("~>=~ 'NAME42'")
        .contains("idx_sp_string_hash_nrm_v2");
    var readOnly = database("?options=-c%20default_transaction_read_only%3Don");
    assertThatCode(new PrefixIndex(readOnly)::make).doesNotThrowAnyException();
  }

  private static String plan(String query) throws SQLException {
    var plan = new StringBuilder();
    try (Connection connection = database("").getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("explain " + query)) {
      while (rows.next()) {
        plan.append(rows.getString(1)).append('\n');
      }
    }
    return plan.toString();
  }

  private static PGSimpleDataSource database(String parameters) {
    var source = new PGSimpleDataSource();
    source.setUrl(postgres.jdbcUrl() + parameters);
    source.setUser("postgres");
    return source;
  }

  private static int applied() throws SQLException {
    return count("select count(*) from \"FLY_HFJ_MIGRATION\"");
  }

  private static int count(String query) throws SQLException {
    try (Connection connection = database("").getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = database("").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
