package org.rapportfhir.server.smart;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import ca.uhn.fhir.util.BundleUtil;
import ca.uhn.fhir.util.bundle.BundleEntryParts;
import java.util.Arrays;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what HAPI's own rule for batches and transactions passes over: entries that read, and
 * operations. One entry that isn't permitted refuses the whole bundle.
 */
final class EntriesOfBundle extends AccessRule {

  private final SmartScopes scopes;

  EntriesOfBundle(SmartScopes scopes) {
    super("entries of bundle");
    this.scopes = scopes;
  }

  @Override
  @Nullable PolicyEnum decide(Question question) {
    if (question.operation() != RestOperationTypeEnum.TRANSACTION
        || !(question.resource() instanceof IBaseBundle bundle)) {
      return null;
    }
    String base = question.request().getFhirServerBase();
    for (BundleEntryParts entry :
        BundleUtil.toListOfEntries(question.request().getFhirContext(), bundle)) {
      String refusal = refusal(entry, base);
      if (refusal != null) {
        return deny(question, refusal);
      }
    }
    return null;
  }

  private @Nullable String refusal(BundleEntryParts entry, @Nullable String base) {
    String url = relative(entry.getUrl(), base);
    List<String> path = path(url);
    if (path.stream().anyMatch(EntriesOfBundle::isOperation)) {
      return "An operation can't be called in a bundle; call it by itself.";
    }
    return entry.getRequestType() == RequestTypeEnum.GET ? refusalToRead(path, url) : null;
  }

  private @Nullable String refusalToRead(List<String> path, String url) {
    if (path.equals(List.of("metadata"))) {
      return null;
    }
    Asked asked = asked(path);
    if (!scopes.somewhere(asked.type(), asked.interaction())) {
      return InteractionByScope.missing(asked, scopes);
    }
    boolean practiceWide = scopes.practiceWide(asked.type(), asked.interaction());
    if (!practiceWide && asked.interaction() == Interaction.SEARCH && ReachingSearch.counts(url)) {
      return "A search in a bundle can't count beyond the patient's own resources.";
    }
    return ReachingSearch.reaches(url) && !scopes.practiceWide(Asked.ANY_TYPE, Interaction.SEARCH)
        ? InteractionByScope.missingReach(scopes)
        : null;
  }

  /** {@code Type/id}, {@code Type/id/_history[/v]} read; all other addresses search. */
  private static Asked asked(List<String> path) {
    if (path.isEmpty() || path.get(0).equals("_history")) {
      return new Asked(Asked.ANY_TYPE, Interaction.SEARCH);
    }
    if (path.size() == 1 || path.get(1).startsWith("_")) {
      return new Asked(path.get(0), Interaction.SEARCH);
    }
    boolean ofInstance = path.size() == 2 || path.get(2).equals("_history");
    return ofInstance
        ? new Asked(path.get(0), Interaction.READ)
        : new Asked(Asked.ANY_TYPE, Interaction.SEARCH);
  }

  private static String relative(@Nullable String url, @Nullable String base) {
    if (url == null) {
      return "";
    }
    return base != null && url.startsWith(base) ? url.substring(base.length()) : url;
  }

  private static List<String> path(String url) {
    int query = url.indexOf('?');
    String path = query < 0 ? url : url.substring(0, query);
    return Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
  }

  private static boolean isOperation(String part) {
    return part.startsWith("$") || part.startsWith("%24");
  }
}
