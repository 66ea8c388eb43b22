package org.rapportfhir.bench.peer;

import ca.uhn.fhir.batch2.jobs.bulkmodify.reindex.ReindexProvider;
import ca.uhn.fhir.jpa.provider.DiffProvider;
import ca.uhn.fhir.jpa.provider.IJpaSystemProvider;
import ca.uhn.fhir.jpa.provider.SubscriptionTriggeringProvider;
import ca.uhn.fhir.jpa.provider.TerminologyUploaderProvider;
import ca.uhn.fhir.jpa.provider.ValueSetOperationProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import org.springframework.stereotype.Component;

/** Every resource type, the system provider and the operations that the starter has on. */
@Component
final class StarterProviders {
  private final ResourceProviderFactory resources;
  private final IJpaSystemProvider system;
  private final TerminologyUploaderProvider terminology;
  private final SubscriptionTriggeringProvider subscriptions;
  private final ValueSetOperationProvider valueSets;
  private final ReindexProvider reindex;
  private final DiffProvider diff;

  StarterProviders(
      ResourceProviderFactory resources,
      IJpaSystemProvider system,
      TerminologyUploaderProvider terminology,
      SubscriptionTriggeringProvider subscriptions,
      ValueSetOperationProvider valueSets,
      ReindexProvider reindex,
      DiffProvider diff) {
    this.resources = resources;
    this.system = system;
    this.terminology = terminology;
    this.subscriptions = subscriptions;
    this.valueSets = valueSets;
    this.reindex = reindex;
    this.diff = diff;
  }

  void registerOn(RestfulServer server) {
    server.registerProviders(resources.createProviders());
    server.registerProviders(system, terminology, subscriptions, valueSets, reindex, diff);
  }
}
