package org.rapportfhir.server.smart;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.HashMapResourceProvider;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.rapportfhir.server.settings.RapportSettings;
import org.rapportfhir.server.smart.launch.PatientDirectory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** This package, PostgreSQL, and in place of the FHIR store HAPI's servlet over maps. */
@Configuration(proxyBeanMethods = false)
@TestComponent // so that no other test of the application finds it by scanning
@EnableAutoConfiguration(
    exclude = {HibernateJpaAutoConfiguration.class, JpaRepositoriesAutoConfiguration.class})
@EnableConfigurationProperties(RapportSettings.class)
@Import({
  SmartConfiguration.class,
  AuthorizationServerSecurity.class,
  ApiSecurity.class,
  PageSecurity.class,
  SandboxTokenSecurity.class,
  SandboxTokenController.class,
  SignInController.class,
  ConsentController.class,
  RegistrationController.class
})
class SmartSliceApplication {

  @Bean(destroyMethod = "close")
  EmbeddedPostgres postgres() throws IOException {
    return EmbeddedPostgres.start();
  }

  @Bean
  DataSource dataSource(EmbeddedPostgres postgres) {
    return postgres.getPostgresDatabase();
  }

  /** There is no store here whose parameters could tell. */
  @Bean
  ScopeQueries scopeQueries() {
    return new ScopeQueries() {
      @Override
      public boolean matches(IBaseResource resource, String query) {
        return false;
      }

      @Override
      public void narrow(SearchParameterMap search, String type, List<String> queries) {
        throw new UnsupportedOperationException();
      }
    };
  }

  /** Two patients, in place of those of the FHIR store. */
  @Bean
  PatientDirectory patientDirectory() {
    List<PatientDirectory.Entry> all =
        List.of(
            new PatientDirectory.Entry("p1", "Ada Sample", "1990-02-03"),
            new PatientDirectory.Entry("p2", "Ben Sample", null));
    return new PatientDirectory() {
      @Override
      public List<Entry> find(String words, int limit) {
        return all.stream().filter(entry -> entry.name().startsWith(words)).limit(limit).toList();
      }

      @Override
      public Optional<Entry> byId(String id) {
        return all.stream().filter(entry -> entry.id().equals(id)).findFirst();
      }
    };
  }

  @Bean
  SmartHttp smartHttp(RapportSettings settings) {
    return new SmartHttp(settings);
  }

  @Bean
  ServletRegistrationBean<RestfulServer> fhir(FhirScopeAuthorization authorization) {
    FhirContext context = FhirContext.forR4Cached();
    RestfulServer server = new RestfulServer(context);
    server.registerProviders(
        new HashMapResourceProvider<>(context, Patient.class),
        new HashMapResourceProvider<>(context, Observation.class),
        new HashMapResourceProvider<>(context, Encounter.class),
        new Operations());
    server.registerInterceptor(authorization);
    return new ServletRegistrationBean<>(server, "/fhir/*");
  }

  /** Operations with and without a row in the table, and a transaction that stores nothing. */
  static final class Operations {

    @Operation(name = "$admit", typeName = "Encounter")
    public Parameters admit(@IdParam IdType visit) {
      return new Parameters().addParameter("visit", visit.getIdPart());
    }

    @Operation(name = "$visit", typeName = "Encounter", idempotent = true)
    public Parameters visit(@IdParam IdType visit) {
      return new Parameters().addParameter("visit", visit.getIdPart());
    }

    @Operation(name = "$brand-new", typeName = "Encounter", idempotent = true)
    public Parameters brandNew(@IdParam IdType visit) {
      return new Parameters();
    }

    @Operation(name = "$everything", typeName = "Patient", idempotent = true)
    public Bundle everything(@IdParam IdType patient) {
      return new Bundle();
    }

    @Transaction
    public Bundle transaction(@TransactionParam Bundle bundle) {
      return new Bundle().setType(Bundle.BundleType.TRANSACTIONRESPONSE);
    }
  }

  /** Pages and endpoints whose own checks belong to others. */
  @RestController
  static final class Pages {

    @GetMapping({"/", "/desk", "/assets/desk-Ab3_-x9Z.js", "/assets/icons.svg", "/secret"})
    String page() {
      return "page";
    }

    @GetMapping("/desk/today")
    String today() {
      return Caller.current().user() + " " + Caller.current().fhirUser();
    }

    @PostMapping("/join/{token}/leave")
    String leave() {
      return "left";
    }
  }
}
