package org.rapportfhir.server.smart;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.auth.CompartmentSearchParameterModifications;
import ca.uhn.fhir.rest.server.interceptor.auth.IAuthRule;
import ca.uhn.fhir.rest.server.interceptor.auth.RuleBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;

/**
 * The rules that a token's scopes make, in the order in which they are asked; the first that
 * answers decides, and if none does, the request is refused.
 */
final class ScopeRules {

  private ScopeRules() {}

  /** For a request without a token: the capability statement and nothing else. */
  static List<IAuthRule> forNobody() {
    return new RuleBuilder().allow("metadata").metadata().build();
  }

  /** For the server's own work. */
  static List<IAuthRule> forServerItself() {
    return new RuleBuilder().allowAll("server itself").build();
  }

  /**
   * @param patient id of the patient in context, which confines the {@code patient/} scopes; null
   *     when there are none of these
   */
  static List<IAuthRule> of(SmartScopes scopes, @Nullable String patient, ScopeQueries queries) {
    List<IAuthRule> rules = new ArrayList<>(forNobody());
    rules.add(new OperationsByTable(scopes));
    rules.add(new EntriesOfBundle(scopes));
    rules.addAll(eachEntryByTheseRules());
    rules.add(new InteractionByScope(scopes));
    rules.add(new PracticeWide(scopes));
    scopes
        .practiceWide()
        .filter(scope -> scope.query() != null)
        .map(scope -> new Narrowed(practiceWide(scope.wide()), scope, queries))
        .forEach(rules::add);
    if (patient != null) {
      rules.add(new LeftToStorage());
      scopes.ofPatient().forEach(scope -> rules.addAll(ofPatient(scope, patient, queries)));
    }
    return List.copyOf(rules);
  }

  private static List<IAuthRule> eachEntryByTheseRules() {
    return new RuleBuilder()
        .allow("bundle")
        .transaction()
        .withAnyOperation()
        .andApplyNormalRules()
        .build();
  }

  private static IAuthRule practiceWide(SmartScope scope) {
    return new PracticeWide(new SmartScopes(List.of(scope)));
  }

  private static List<IAuthRule> ofPatient(SmartScope scope, String patient, ScopeQueries queries) {
    List<IAuthRule> rules = inCompartment(scope, patient);
    return scope.query() == null
        ? rules
        : rules.stream().<IAuthRule>map(rule -> new Narrowed(rule, scope, queries)).toList();
  }

  /** Which letter is needed was asked before; here only whether the resource is the patient's. */
  private static List<IAuthRule> inCompartment(SmartScope scope, String patient) {
    IdType owner = new IdType("Patient", patient);
    CompartmentSearchParameterModifications members = PatientCompartment.members();
    CompartmentSearchParameterModifications written =
        PatientCompartment.writtenMembers(FhirContext.forR4Cached());
    RuleBuilder rules = new RuleBuilder();
    Set<Interaction> may = scope.interactions();
    if (may.contains(Interaction.READ) || may.contains(Interaction.SEARCH)) {
      var read = rules.allow(scope.toString()).read();
      (scope.everyType() ? read.allResources() : read.resourcesOfType(scope.type()))
          .inModifiedCompartment("Patient", owner, members);
    }
    if (may.contains(Interaction.CREATE)) {
      var create = rules.allow(scope.toString()).create();
      (scope.everyType() ? create.allResources() : create.resourcesOfType(scope.type()))
          .inModifiedCompartment("Patient", owner, written);
    }
    if (may.contains(Interaction.UPDATE)) {
      var write = rules.allow(scope.toString()).write();
      (scope.everyType() ? write.allResources() : write.resourcesOfType(scope.type()))
          .inModifiedCompartment("Patient", owner, written);
    }
    if (may.contains(Interaction.DELETE)) {
      var delete = rules.allow(scope.toString()).delete();
      (scope.everyType() ? delete.allResources() : delete.resourcesOfType(scope.type()))
          .inModifiedCompartment("Patient", owner, members);
    }
    return rules.build();
  }
}
