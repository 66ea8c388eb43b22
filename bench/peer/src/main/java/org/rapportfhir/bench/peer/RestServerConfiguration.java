package org.rapportfhir.bench.peer;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.IDaoRegistry;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.config.util.ResourceCountCacheUtil;
import ca.uhn.fhir.jpa.provider.DaoRegistryResourceSupportedSvc;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.jpa.util.ResourceCountCache;
import ca.uhn.fhir.narrative2.NullNarrativeGenerator;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.IResourceSupportedSvc;
import ca.uhn.fhir.rest.openapi.OpenApiInterceptor;
import ca.uhn.fhir.rest.server.BasePagingProvider;
import ca.uhn.fhir.rest.server.FifoMemoryPagingProvider;
import ca.uhn.fhir.rest.server.IncomingRequestAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.ResponseHighlighterInterceptor;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The REST layer at {@code /fhir}, with the providers and interceptors the starter registers. */
@Configuration(proxyBeanMethods = false)
class RestServerConfiguration {
  private static final int DEFAULT_PAGE_SIZE = 20;
  private static final int PAGED_SEARCHES_IN_MEMORY = 100;

  @Bean
  ServletRegistrationBean<RestfulServer> fhirServlet(RestfulServer server) {
    var registration = new ServletRegistrationBean<>(server, "/fhir/*");
    registration.setLoadOnStartup(1);
    return registration;
  }

  @Bean
  RestfulServer restfulServer(
      IFhirSystemDao<?, ?> systemDao,
      StarterProviders providers,
      BasePagingProvider paging,
      JpaStorageSettings storageSettings,
      ISearchParamRegistry searchParams,
      IValidationSupport validationSupport,
      PeerProperties properties) {
    RestfulServer server = new RestfulServer(systemDao.getContext());
    systemDao.getContext().setNarrativeGenerator(new NullNarrativeGenerator());
    providers.registerOn(server);
    server.setServerConformanceProvider(
        new JpaCapabilityStatementProvider(
            server, systemDao, storageSettings, searchParams, validationSupport));
    server.setDefaultPrettyPrint(!properties.tuned());
    server.setDefaultResponseEncoding(EncodingEnum.JSON);
    server.setServerAddressStrategy(new IncomingRequestAddressStrategy());
    server.setPagingProvider(paging);
    server.registerInterceptor(new ResponseHighlighterInterceptor());
    server.registerInterceptor(StarterInterceptors.requestLog());
    server.registerInterceptor(StarterInterceptors.cors());
    server.registerInterceptor(new OpenApiInterceptor());
    return server;
  }

  /**
   * Stock paging keeps every search in the database, which is three writes for each. Tuned paging
   * is in memory, and HAPI then answers a search in one read-only transaction.
   */
  @Bean
  BasePagingProvider pagingProvider(PeerProperties properties) {
    BasePagingProvider paging =
        properties.tuned()
            ? new FifoMemoryPagingProvider(PAGED_SEARCHES_IN_MEMORY)
            : new DatabaseBackedPagingProvider();
    paging.setDefaultPageSize(DEFAULT_PAGE_SIZE);
    paging.setMaximumPageSize(Integer.MAX_VALUE);
    return paging;
  }

  @Bean
  IResourceSupportedSvc resourceSupport(IDaoRegistry daos) {
    return new DaoRegistryResourceSupportedSvc(daos);
  }

  @Bean("myResourceCountsCache")
  ResourceCountCache resourceCounts(IFhirSystemDao<?, ?> systemDao) {
    return ResourceCountCacheUtil.newResourceCountCache(systemDao);
  }
}
