package org.rapportfhir.server.fhir;

import ca.uhn.fhir.jpa.dao.r4.TransactionProcessorVersionAdapterR4;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Resource;

/**
 * The answer to a failed entry of a batch: the same outcome and status that the request would have
 * got by itself. HAPI's own keeps nothing but the exception's message.
 */
final class BatchOutcomes extends TransactionProcessorVersionAdapterR4 {
  private static final String STATUS = "rapport.status";

  @Override
  public void populateEntryWithOperationOutcome(
      BaseServerResponseException thrown, BundleEntryComponent entry) {
    Failure failure = Failure.of(thrown);
    if (failure != null) {
      ErrorTranslation.logOurOwn(failure, thrown);
      entry.getResponse().setOutcome(failure.outcome());
      entry.setUserData(STATUS, String.valueOf(failure.error().status()));
    } else if (thrown.getOperationOutcome() instanceof Resource outcome) {
      entry.getResponse().setOutcome(outcome);
    } else {
      super.populateEntryWithOperationOutcome(thrown, entry);
    }
  }

  @Override
  public void setResponseStatus(BundleEntryComponent entry, String status) {
    super.setResponseStatus(
        entry, entry.hasUserData(STATUS) ? entry.getUserString(STATUS) : status);
  }
}
