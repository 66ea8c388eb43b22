package org.rapportfhir.server.settings;

import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the server listens, which depends on more than one setting. */
@Configuration(proxyBeanMethods = false)
class ListenConfiguration {

  @Bean
  WebServerFactoryCustomizer<ConfigurableWebServerFactory> listenAddress(RapportSettings settings) {
    return factory -> settings.listenAddress().ifPresent(factory::setAddress);
  }
}
