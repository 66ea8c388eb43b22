package org.rapportfhir.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.config.HibernatePropertiesProvider;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirPostgresDialect;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.dialect.Dialect;
import org.hibernate.search.mapper.orm.cfg.HibernateOrmMapperSettings;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/** Hibernate for HAPI's entities: the schema is already there, writes go in batches. */
@Configuration(proxyBeanMethods = false)
class HibernateConfiguration {

  private static final Map<String, Object> PROPERTIES =
      Map.ofEntries(
          Map.entry(AvailableSettings.DIALECT, HapiFhirPostgresDialect.class.getName()),
          Map.entry(AvailableSettings.HBM2DDL_AUTO, "none"),
          Map.entry(
              AvailableSettings.SCANNER,
              "org.hibernate.boot.archive.scan.internal.DisabledScanner"),
          Map.entry(AvailableSettings.STATEMENT_BATCH_SIZE, "100"),
          Map.entry(AvailableSettings.ORDER_INSERTS, "true"),
          Map.entry(AvailableSettings.ORDER_UPDATES, "true"),
          Map.entry(AvailableSettings.BATCH_VERSIONED_DATA, "true"),
          Map.entry(AvailableSettings.USE_QUERY_CACHE, "false"),
          Map.entry(AvailableSettings.USE_SECOND_LEVEL_CACHE, "false"),
          Map.entry(AvailableSettings.SHOW_SQL, "false"),
          Map.entry(AvailableSettings.GENERATE_STATISTICS, "false"),
          Map.entry(HibernateOrmMapperSettings.ENABLED, "false"));

  @Primary
  @Bean
  LocalContainerEntityManagerFactoryBean entityManagerFactory(
      DataSource dataSource,
      ConfigurableListableBeanFactory beans,
      FhirContext fhir,
      JpaStorageSettings settings) {
    LocalContainerEntityManagerFactoryBean factory =
        HapiEntityManagerFactoryUtil.newEntityManagerFactory(beans, fhir, settings);
    factory.setPersistenceUnitName("HAPI_PU");
    factory.getJpaPropertyMap().putAll(PROPERTIES);
    factory.setDataSource(dataSource);
    return factory;
  }

  /** Also carries our own JDBC statements: they join the transaction of the FHIR write. */
  @Primary
  @Bean
  JpaTransactionManager transactionManager(EntityManagerFactory factory) {
    return new JpaTransactionManager(factory);
  }

  @Primary
  @Bean
  HibernatePropertiesProvider hibernatePropertiesProvider(DataSource dataSource) {
    return new HibernatePropertiesProvider() {
      private final Dialect dialect = new HapiFhirPostgresDialect();

      @Override
      public Dialect getDialect() {
        return dialect;
      }

      @Override
      public DataSource getDataSource() {
        return dataSource;
      }
    };
  }
}
