package org.rapportfhir.bench.peer;

import ca.uhn.fhir.batch2.jobs.config.Batch2JobsConfig;
import ca.uhn.fhir.jpa.api.config.ThreadPoolFactoryConfig;
import ca.uhn.fhir.jpa.batch2.JpaBatch2Config;
import ca.uhn.fhir.jpa.config.r4.JpaR4Config;
import ca.uhn.fhir.jpa.subscription.channel.config.SubscriptionChannelConfig;
import ca.uhn.fhir.jpa.subscription.match.config.SubscriptionProcessorConfig;
import ca.uhn.fhir.jpa.subscription.match.config.WebsocketDispatcherConfig;
import ca.uhn.fhir.jpa.subscription.submit.config.SubscriptionSubmitterConfig;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.elasticsearch.ElasticsearchRestClientAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/**
 * Starts the peer. Says {@code peer ready at URL} on standard output once it answers requests.
 *
 * <p>Options: {@code --peer.port}, {@code --peer.jdbc-url}, {@code --peer.user}, {@code
 * --peer.password} (or the environment's {@code PEER_PASSWORD}), {@code --peer.fresh=true} to begin
 * with an empty database, {@code --peer.tuned=true} for the best known settings instead of stock.
 */
@SpringBootApplication(
    exclude = {
      ThymeleafAutoConfiguration.class,
      ElasticsearchRestClientAutoConfiguration.class,
    })
@ConfigurationPropertiesScan
@Import({
  JpaR4Config.class,
  ThreadPoolFactoryConfig.class,
  JpaBatch2Config.class,
  Batch2JobsConfig.class,
  SubscriptionSubmitterConfig.class,
  SubscriptionProcessorConfig.class,
  SubscriptionChannelConfig.class,
  WebsocketDispatcherConfig.class
})
public class PeerApplication {

  /** Runs until stopped. */
  public static void main(String[] args) {
    SpringApplication.run(PeerApplication.class, args);
  }
}
