package org.rapportfhir.server;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.stereotype.Component;

/**
 * Lets Spring remember which beans have which type before the web server starts.
 *
 * <p>Spring remembers only once the bean definitions are declared final, which it does by itself
 * after the web server's beans are made. The FHIR servlet is one of those and needs nearly every
 * bean, so without this each of some thousand injections looks through all definitions again: half
 * of the whole start. A definition that is added later still empties the cache.
 */
@Component
final class BeanLookupCache implements BeanFactoryPostProcessor {
  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    beans.freezeConfiguration();
  }
}
