package org.rapportfhir.server.sandbox;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Organization;

/**
 * The FHIR store as the sandbox uses it: inside the process, with every booking hook, but without
 * validation, which would take longer than everything else at the first start.
 */
final class DemoStore {
  private static final List<String> PEOPLE = List.of("Organization", "Practitioner", "Patient");

  private final DaoRegistry daos;
  private final IFhirSystemDao<Bundle, Meta> system;

  DemoStore(DaoRegistry daos, IFhirSystemDao<Bundle, Meta> system) {
    this.daos = daos;
    this.system = system;
  }

  void post(Bundle transaction) {
    system.transaction(new SystemRequestDetails(), transaction);
  }

  boolean hasDemoPractice() {
    var search =
        one()
            .add(
                Organization.SP_IDENTIFIER,
                new TokenParam(DemoCodes.PRACTICE_SYSTEM, DemoCodes.PRACTICE_VALUE));
    return finds("Organization", search);
  }

  boolean isEmpty() {
    return PEOPLE.stream().noneMatch(type -> finds(type, one()));
  }

  private boolean finds(String type, SearchParameterMap search) {
    return !daos.getResourceDao(type).search(search, new SystemRequestDetails()).isEmpty();
  }

  private static SearchParameterMap one() {
    return new SearchParameterMap().setLoadSynchronousUpTo(1);
  }
}
