package org.rapportfhir.server.smart;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationInterceptor.Verdict;
import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import ca.uhn.fhir.util.BundleUtil;
import ca.uhn.fhir.util.UrlUtil;
import ca.uhn.fhir.util.bundle.BundleEntryParts;
import java.util.Arrays;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what HAPI's own rule for batches and transactions passes over: entries that read, and
 * operations. Each is judged like the same request by itself, and one that isn't permitted refuses
 * the whole bundle.
 */
final class EntriesOfBundle extends AccessRule {

  private static final String HISTORY = "_history";

  private final SearchByScope search;

  EntriesOfBundle(SmartScopes scopes) {
    super("entries of bundle");
    this.search = new SearchByScope(scopes);
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
      String url = relative(entry.getUrl(), base);
      List<String> path = path(url);
      if (path.stream().anyMatch(EntriesOfBundle::isOperation)) {
        return deny(question, "An operation can't be called in a bundle; call it by itself.");
      }
      if (entry.getRequestType() == RequestTypeEnum.GET && !mayGet(question, path, url)) {
        return PolicyEnum.DENY;
      }
    }
    return null;
  }

  private boolean mayGet(Question question, List<String> path, String url) {
    RestOperationTypeEnum read = readOfInstance(path);
    if (read != null) {
      return mayRead(question, read, new IdType(path.get(0), path.get(1)));
    }
    String refusal = refusalOfSearch(question, path, url);
    if (refusal != null) {
      Refusals.note(question.request(), refusal);
    }
    return refusal == null;
  }

  /** By all rules, since some tell by the id alone that it is somebody else's. */
  private static boolean mayRead(Question question, RestOperationTypeEnum read, IdType id) {
    Verdict verdict =
        question
            .rules()
            .applyRulesAndReturnDecision(
                read, question.request(), null, id, null, question.pointcut());
    return verdict.getDecision() == PolicyEnum.ALLOW;
  }

  private @Nullable String refusalOfSearch(Question question, List<String> path, String url) {
    if (path.equals(List.of("metadata"))) {
      return null;
    }
    boolean ofOneType = path.size() == 1 || path.size() == 2 && path.get(1).startsWith("_");
    String type = ofOneType && !path.get(0).startsWith("_") ? path.get(0) : Asked.ANY_TYPE;
    return path.contains(HISTORY)
        ? search.refusalOfHistory(type)
        : search.refusal(type, ReachingSearch.query(url), question.request().getFhirContext());
  }

  /** Null for what reads more than one resource. */
  private static @Nullable RestOperationTypeEnum readOfInstance(List<String> path) {
    if (path.size() < 2 || path.get(0).startsWith("_") || path.get(1).startsWith("_")) {
      return null;
    }
    if (path.size() == 2) {
      return RestOperationTypeEnum.READ;
    }
    if (!path.get(2).equals(HISTORY)) {
      return null;
    }
    return path.size() == 3 ? RestOperationTypeEnum.HISTORY_INSTANCE : RestOperationTypeEnum.VREAD;
  }

  private static String relative(@Nullable String url, @Nullable String base) {
    if (url == null) {
      return "";
    }
    return base != null && url.startsWith(base) ? url.substring(base.length()) : url;
  }

  /** In plain letters, as HAPI reads it too. */
  private static List<String> path(String url) {
    int query = url.indexOf('?');
    String path = query < 0 ? url : url.substring(0, query);
    return Arrays.stream(path.split("/"))
        .filter(part -> !part.isEmpty())
        .map(UrlUtil::unescape)
        .toList();
  }

  private static boolean isOperation(String part) {
    return part.startsWith("$");
  }
}
