package org.rapportfhir.server.visit;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.time.Clock;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.rapportfhir.server.fhir.FhirExtension;

/**
 * Keeps the Encounter of a visit true, whoever else writes to it. Whoever asks for another status,
 * subject or other people is refused, for they would believe that the visit followed; whatever else
 * Rapport says there is put back, for EHRs send back what they understood of it. All else is
 * theirs.
 */
@Interceptor
public final class EncounterHooks implements FhirExtension {
  private final VisitStore store;
  private final EncounterWriter encounters;
  private final Clock clock;

  EncounterHooks(VisitStore store, EncounterWriter encounters, Clock clock) {
    this.store = store;
    this.encounters = encounters;
    this.clock = clock;
  }

  @Override
  public Kind kind() {
    return Kind.STORAGE_INTERCEPTOR;
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
  public void beforeDelete(IBaseResource resource) {
    if (resource instanceof Encounter encounter
        && store.find(encounter.getIdElement().getIdPart()).isPresent()) {
      throw VisitError.ENCOUNTER_STAYS.refusal();
    }
  }

  /** Holds the visit until the write is stored, so that nothing that happens meanwhile is lost. */
  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void beforeUpdate(IBaseResource before, IBaseResource after, RequestDetails request) {
    if (after instanceof Encounter sent && !(request instanceof SystemRequestDetails)) {
      store.lock(sent.getIdElement().getIdPart()).ifPresent(visit -> keepTrue(visit, sent));
    }
  }

  private void keepTrue(Visit visit, Encounter sent) {
    if (visit.over() && sent.getStatus() == EncounterStatus.ENTEREDINERROR) {
      return; // What is void need not be true.
    }
    refuseOtherFacts(visit, sent);
    encounters.write(visit, sent, clock.instant());
  }

  private static void refuseOtherFacts(Visit visit, Encounter sent) {
    if (!sent.hasStatus() || !visit.status().code().equals(sent.getStatus().toCode())) {
      throw VisitError.FACTS.at("Encounter.status");
    }
    Person client = visit.client();
    if (client != null && !EncounterRecord.isTo(sent.getSubject(), client.reference())) {
      throw VisitError.FACTS.at("Encounter.subject");
    }
    boolean lacksSomebody =
        visit.people().stream()
            .filter(person -> person.role() != Role.CLIENT)
            .anyMatch(person -> !names(sent, person));
    boolean hasStrangers =
        sent.getParticipant().stream()
            .filter(EncounterRecord::isOfTheVisit)
            .anyMatch(entry -> EncounterRecord.isGone(visit, entry));
    if (lacksSomebody || hasStrangers) {
      throw VisitError.FACTS.at("Encounter.participant");
    }
  }

  private static boolean names(Encounter encounter, Person person) {
    return encounter.getParticipant().stream()
        .anyMatch(entry -> EncounterRecord.isTo(entry.getIndividual(), person.reference()));
  }
}
