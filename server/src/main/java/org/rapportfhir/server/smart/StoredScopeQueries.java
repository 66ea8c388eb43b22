package org.rapportfhir.server.smart;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.jpa.searchparam.matcher.InMemoryMatchResult;
import ca.uhn.fhir.jpa.searchparam.matcher.SearchParamMatcher;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.springframework.stereotype.Component;

/** By the search parameters of the FHIR store. */
@Component
final class StoredScopeQueries implements ScopeQueries {

  private final FhirContext fhir;
  private final SearchParamMatcher matcher;
  private final MatchUrlService urls;

  StoredScopeQueries(FhirContext fhir, SearchParamMatcher matcher, MatchUrlService urls) {
    this.fhir = fhir;
    this.matcher = matcher;
    this.urls = urls;
  }

  @Override
  public boolean matches(IBaseResource resource, String query) {
    String url = fhir.getResourceType(resource) + "?" + query;
    InMemoryMatchResult result = matcher.match(url, resource, new SystemRequestDetails());
    return result.supported() && result.matched();
  }

  /** One parameter with several values finds what has any of them. */
  @Override
  public void narrow(SearchParameterMap search, String type, List<String> queries) {
    String name = queries.get(0).substring(0, queries.get(0).indexOf('='));
    String values =
        String.join(",", queries.stream().map(q -> q.substring(name.length() + 1)).toList());
    SearchParameterMap meant =
        urls.translateMatchUrl(type + "?" + name + "=" + values, fhir.getResourceDefinition(type));
    for (List<IQueryParameterType> any : meant.get(name)) {
      search.addOrList(name, any);
    }
  }
}
