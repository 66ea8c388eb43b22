package org.rapportfhir.server.smart;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a token's scopes permit to search, be it by a request, a bundle's entry, a condition or a
 * reference. Each method answers null when it is permitted, and else why not.
 */
final class SearchByScope {

  private final SmartScopes scopes;

  SearchByScope(SmartScopes scopes) {
    this.scopes = scopes;
  }

  /**
   * For a search that storage confines to the patient when a patient's scope is all that permits it
   * ({@link PatientCompartment#confine}).
   */
  @Nullable String refusal(String type, Map<String, String[]> parameters, FhirContext fhir) {
    Asked search = new Asked(type, Interaction.SEARCH);
    if (!scopes.somewhere(type, Interaction.SEARCH)) {
      return MissingScope.of(search, scopes);
    }
    if (ReachingSearch.reaches(parameters) && !everywhere()) {
      return MissingScope.toReach(scopes);
    }
    if (differ(scopes.queriesToSearch(type))) {
      return "The token's scopes for "
          + type
          + " are narrowed by different parameters; read by id, or ask for scopes of one.";
    }
    return !scopes.searchesOfPatient(type) || PatientCompartment.parameter(type, fhir) != null
        ? null
        : MissingScope.practiceWide(search, scopes);
  }

  /** One search can ask for any of several values of a parameter, not of several parameters. */
  private static boolean differ(List<String> queries) {
    return queries.stream().map(query -> query.substring(0, query.indexOf('='))).distinct().count()
        > 1;
  }

  /** For a history of more than one resource, which nothing confines. */
  @Nullable String refusalOfHistory(String type) {
    return scopes.practiceWide(type, Interaction.SEARCH)
        ? null
        : MissingScope.practiceWide(new Asked(type, Interaction.SEARCH), scopes);
  }

  /** For a condition or a reference: whether something matches shows by what is then done. */
  @Nullable String refusalOfMatch(String type, MatchUrl url) {
    if (!scopes.practiceWide(type, Interaction.SEARCH)) {
      return MissingScope.practiceWide(new Asked(type, Interaction.SEARCH), scopes);
    }
    return ReachingSearch.reaches(url.value()) && !everywhere()
        ? MissingScope.toReach(scopes)
        : null;
  }

  /** Whether there is nothing that the token may not search. */
  boolean everywhere() {
    return scopes.practiceWide(Asked.ANY_TYPE, Interaction.SEARCH);
  }
}
