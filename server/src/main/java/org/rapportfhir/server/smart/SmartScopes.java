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

  /** Whether a scope permits this at least on some resources of the type. */
  boolean somewhere(String type, Interaction interaction) {
    return all.stream().anyMatch(scope -> scope.allowsSome(type, interaction));
  }

  /**
   * The queries of which a search for this type must meet one; none when a scope permits to search
   * it without.
   */
  List<String> queriesToSearch(String type) {
    boolean wide = all.stream().anyMatch(scope -> scope.allows(type, Interaction.SEARCH));
    return wide
        ? List.of()
        : all.stream()
            .filter(scope -> scope.allowsSome(type, Interaction.SEARCH))
            .map(SmartScope::query)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
  }

  Stream<SmartScope> practiceWide() {
    return all.stream().filter(scope -> scope.context() != SmartScope.Context.PATIENT);
  }

  Stream<SmartScope> ofPatient() {
    return all.stream().filter(scope -> scope.context() == SmartScope.Context.PATIENT);
  }
}
