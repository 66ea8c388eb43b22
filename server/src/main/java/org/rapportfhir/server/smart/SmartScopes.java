package org.rapportfhir.server.smart;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The clinical scopes among the words of a scope string; other words are left out. */
record SmartScopes(List<SmartScope> all) {

  SmartScopes {
    all = List.copyOf(all);
  }

  static SmartScopes of(Collection<String> words) {
    return new SmartScopes(
        words.stream().map(SmartScope::parse).flatMap(Optional::stream).toList());
  }

  static SmartScopes parse(String spaceSeparated) {
    return of(Arrays.asList(spaceSeparated.trim().split("\\s+")));
  }

  /** Whether these together permit all that the scope asks for, each interaction by any of them. */
  boolean cover(SmartScope asked) {
    return asked.interactions().stream()
        .allMatch(interaction -> all.stream().anyMatch(scope -> scope.covers(asked, interaction)));
  }

  /** Whether a scope that isn't confined to one patient permits this. */
  boolean practiceWide(String type, Interaction interaction) {
    return practiceWide().anyMatch(scope -> scope.allows(type, interaction));
  }

  /** Whether a system's scope permits this. */
  boolean ofSystem(String type, Interaction interaction) {
    return all.stream()
        .anyMatch(
            scope ->
                scope.context() == SmartScope.Context.SYSTEM && scope.allows(type, interaction));
  }

  /** Whether a scope permits this at least on some resources of the type. */
  boolean somewhere(String type, Interaction interaction) {
    return all.stream().anyMatch(scope -> scope.allowsSome(type, interaction));
  }

  /**
   * Whether a search for this type is to find the resources of one patient alone: no scope permits
   * it in the whole practice without a query. Where both a patient's scope and a narrowed one of
   * the practice permit it, the patient's decides, since one search can't ask for either.
   */
  boolean searchesOfPatient(String type) {
    return !practiceWide(type, Interaction.SEARCH)
        && ofPatient().anyMatch(scope -> scope.allowsSome(type, Interaction.SEARCH));
  }

  /** The queries of which a search for this type must meet one; none when it needn't. */
  List<String> queriesToSearch(String type) {
    List<SmartScope> deciding =
        (searchesOfPatient(type) ? ofPatient() : practiceWide())
            .filter(scope -> scope.allowsSome(type, Interaction.SEARCH))
            .toList();
    return deciding.stream().anyMatch(scope -> scope.query() == null)
        ? List.of()
        : deciding.stream().map(SmartScope::query).filter(Objects::nonNull).distinct().toList();
  }

  Stream<SmartScope> practiceWide() {
    return all.stream().filter(scope -> scope.context() != SmartScope.Context.PATIENT);
  }

  Stream<SmartScope> ofPatient() {
    return all.stream().filter(scope -> scope.context() == SmartScope.Context.PATIENT);
  }
}
