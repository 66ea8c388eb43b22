package org.rapportfhir.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.IJpaSystemProvider;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationInterceptor;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.validation.FhirValidator;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The servlet at {@code /fhir}. */
@Configuration(proxyBeanMethods = false)
class RestEndpointConfiguration {
  private static final long MAX_BODY_BYTES = 20L * 1024 * 1024;

  @Bean
  RequestPipeline requestPipeline(
      ISearchParamRegistry searchParams,
      AuthorizationInterceptor authorization,
      FhirValidator validator,
      RequiredProfiles requiredProfiles,
      RapportSettings settings,
      ObjectProvider<FhirExtension> extensions) {
    return new RequestPipeline(
        searchParams,
        authorization,
        validator,
        requiredProfiles,
        settings,
        extensions.orderedStream().toList());
  }

  @Bean
  RestfulServer restfulServer(
      IFhirSystemDao<Bundle, Meta> systemDao,
      IJpaSystemProvider systemProvider,
      ResourceProviderFactory resourceProviders,
      JpaStorageSettings storageSettings,
      ISearchParamRegistry searchParams,
      IValidationSupport validationSupport,
      DatabaseBackedPagingProvider paging,
      IInterceptorService storageInterceptors,
      RequestPipeline pipeline,
      RapportSettings settings) {
    FhirContext fhir = systemDao.getContext();
    // An unknown element is a mistake that the sender should hear of. Stored text is read
    // leniently.
    fhir.setParserErrorHandler(new StrictErrorHandler());
    var server = new RestfulServer(fhir);
    server.registerProviders(resourceProviders.createProviders());
    server.registerProvider(systemProvider);
    var capabilities =
        new JpaCapabilityStatementProvider(
            server, systemDao, storageSettings, searchParams, validationSupport);
    capabilities.setImplementationDescription("Rapport: FHIR R4 with telehealth built in");
    server.setServerConformanceProvider(capabilities);
    server.setServerName("Rapport");
    server.setServerAddressStrategy(new HardcodedServerAddressStrategy(settings.fhirBase()));
    server.setDefaultPrettyPrint(false);
    server.setDefaultResponseEncoding(EncodingEnum.JSON);
    server.setPagingProvider(paging);
    pipeline.install(server, storageInterceptors);
    return server;
  }

  @Bean
  ServletRegistrationBean<RestfulServer> fhirServlet(RestfulServer server) {
    var servlet = new ServletRegistrationBean<>(server, "/fhir/*");
    servlet.setName("fhir");
    servlet.setLoadOnStartup(1);
    return servlet;
  }

  @Bean
  FilterRegistrationBean<WireLimits> wireLimits(FhirContext fhir) {
    var filter = new FilterRegistrationBean<>(new WireLimits(fhir, MAX_BODY_BYTES));
    filter.addUrlPatterns("/fhir/*");
    return filter;
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> bareErrors(FhirContext fhir) {
    return tomcat ->
        tomcat.addContextCustomizers(
            context -> context.getParent().getPipeline().addValve(new BareErrors(fhir)));
  }
}
