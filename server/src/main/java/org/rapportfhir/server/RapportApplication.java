package org.rapportfhir.server;

import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.elasticsearch.ElasticsearchRestClientAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.freemarker.FreeMarkerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.autoconfigure.quartz.QuartzAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts Rapport. */
@SpringBootApplication(
    exclude = {
      DataSourceAutoConfiguration.class,
      HibernateJpaAutoConfiguration.class,
      FlywayAutoConfiguration.class,
      QuartzAutoConfiguration.class,
      // HAPI brings their libraries along; nothing here uses them.
      ThymeleafAutoConfiguration.class,
      ElasticsearchRestClientAutoConfiguration.class,
      FreeMarkerAutoConfiguration.class
    })
@EnableConfigurationProperties(RapportSettings.class)
@EnableScheduling
public class RapportApplication {
  public static void main(String[] args) {
    SpringApplication.run(RapportApplication.class, args);
  }
}
