package org.rapportfhir.server.fhir.stored;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.search.ISynchronousSearchSvc;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationInterceptor;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;

/** Puts the short ways in front of HAPI's own. */
@Configuration(proxyBeanMethods = false)
class StoredAnswersConfiguration {

  @Bean
  StoredResources storedResources(JdbcTemplate jdbc) {
    return new StoredResources(jdbc);
  }

  @Bean
  PlainRequests plainRequests(
      AuthorizationInterceptor authorization,
      IInterceptorService storage,
      RapportSettings settings) {
    return new PlainRequests(authorization, storage, settings.fhir().storedAnswers());
  }

  @Bean
  StoredReads storedReads(StoredResources resources, PlainRequests plain, FhirContext fhir) {
    return new StoredReads(resources, plain, fhir);
  }

  @Bean
  StoredBundles storedBundles(FhirContext fhir) {
    return new StoredBundles(fhir);
  }

  /** In the place of HAPI's own bean, which stays without work. */
  @Bean
  @Primary
  ISynchronousSearchSvc storedSearches(
      StoredResources resources, PlainRequests plain, FhirContext fhir) {
    return new StoredSearches(resources, plain, fhir);
  }
}
