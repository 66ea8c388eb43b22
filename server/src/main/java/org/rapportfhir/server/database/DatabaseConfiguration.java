package org.rapportfhir.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one pool, and the migrations of both schemas before anything else touches it. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  @Bean
  @ConditionalOnExpression("'${rapport.database.url:}'.empty")
  EmbeddedPostgresServer embeddedPostgres(RapportSettings settings) {
    return new EmbeddedPostgresServer(settings.dataDir(), settings.database().embeddedPort());
  }

  @Bean
  HikariDataSource pool(RapportSettings settings, ObjectProvider<EmbeddedPostgresServer> embedded) {
    RapportSettings.Database database = settings.database();
    EmbeddedPostgresServer own = embedded.getIfAvailable();
    var config = new HikariConfig();
    config.setPoolName("rapport");
    config.setJdbcUrl(own != null ? own.jdbcUrl() : Objects.requireNonNull(database.url()));
    config.setUsername(own != null ? "postgres" : database.user());
    config.setPassword(own != null ? "" : database.password());
    config.setMaximumPoolSize(database.poolSize());
    config.setMinimumIdle(2);
    config.setConnectionTimeout(5_000);
    config.setValidationTimeout(2_000);
    config.setMaxLifetime(1_800_000);
    config.setKeepaliveTime(60_000);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("prepareThreshold", "3");
    config.addDataSourceProperty("preparedStatementCacheQueries", "512");
    config.addDataSourceProperty("preparedStatementCacheSizeMiB", "8");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("connectTimeout", "5");
    config.addDataSourceProperty("ApplicationName", "rapport");
    var pool = new HikariDataSource(config);
    migrate(pool);
    return pool;
  }

  private static void migrate(DataSource pool) {
    new FhirSchema(pool).migrate();
    new PlannerStatistics(pool).keepDefault();
    new PrefixIndex(pool).make();
    Flyway.configure()
        .dataSource(pool)
        .schemas("rapport")
        .defaultSchema("rapport")
        .createSchemas(true)
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }
}
