package org.rapportfhir.server.sandbox;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import java.time.Clock;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.rapportfhir.server.settings.RapportSettings;
import org.rapportfhir.server.smart.UserAccounts;
import org.rapportfhir.server.visit.Visits;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Puts the sandbox together, where there is to be one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("rapport.sandbox")
@EnableConfigurationProperties(SandboxSettings.class)
class SandboxConfiguration {

  @Bean
  DemoPeople demoPeople() {
    return DemoPeople.load();
  }

  @Bean
  DemoStore demoStore(DaoRegistry daos, IFhirSystemDao<Bundle, Meta> system) {
    return new DemoStore(daos, system);
  }

  @Bean
  DemoCalendar demoCalendar(
      DemoPeople people, Visits visits, RapportSettings settings, Clock clock) {
    return new DemoCalendar(people, visits, settings.practice().timeZone(), clock);
  }

  @Bean
  SandboxLock sandboxLock(DataSource dataSource) {
    return new SandboxLock(dataSource);
  }

  @Bean
  DemoPractice demoPractice(
      DemoPeople people,
      DemoStore store,
      DemoCalendar calendar,
      UserAccounts accounts,
      ReadyVisit ready,
      SandboxLock lock,
      RapportSettings settings,
      SandboxSettings sandbox) {
    return new DemoPractice(people, store, calendar, accounts, ready, lock, settings, sandbox);
  }

  @Bean
  ReadyVisit readyVisit(
      DemoPeople people,
      Visits visits,
      DemoCalendar calendar,
      DemoStore store,
      SandboxLock lock,
      RapportSettings settings,
      Clock clock) {
    return new ReadyVisit(
        people, visits, calendar, store, lock, settings.visit().opensBefore(), clock);
  }

  @Bean
  Outbox outbox(JdbcTemplate jdbc) {
    return new Outbox(jdbc);
  }
}
