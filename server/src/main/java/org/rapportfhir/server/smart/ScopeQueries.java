package org.rapportfhir.server.smart;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** What the queries of narrowed scopes mean: {@code patient/Observation.rs?category=laboratory}. */
interface ScopeQueries {

  /** Whether the resource is one of those that the query names; a query that can't be told: no. */
  boolean matches(IBaseResource resource, String query);

  /**
   * Lets a search find only what at least one of the queries names, whatever else it asks for.
   *
   * @param queries of one parameter, the same in each
   */
  void narrow(SearchParameterMap search, String type, List<String> queries);
}
