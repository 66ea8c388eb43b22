package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmartScopeTest {

  @Property
  void whatIsPrintedIsReadBack(@ForAll("scopes") SmartScope scope) {
    assertThat(SmartScope.parse(scope.toString())).contains(scope);
  }

  @Property
  void everyScopeCoversItself(@ForAll("scopes") SmartScope scope) {
    assertThat(scope.covers(scope)).isTrue();
  }

  @Property
  void twoThatCoverEachOtherAreTheSame(
      @ForAll("scopes") SmartScope one, @ForAll("scopes") SmartScope other) {
    assertThat(one.covers(other) && other.covers(one)).isEqualTo(one.equals(other));
  }

  @Property
  void whatACoveredScopeAllowsTheCoveringOneAllowsToo(
      @ForAll("scopes") SmartScope wide,
      @ForAll("scopes") SmartScope narrow,
      @ForAll("types") String type,
      @ForAll Interaction interaction) {
    if (wide.covers(narrow) && narrow.allows(type, interaction)) {
      assertThat(wide.allows(type, interaction)).isTrue();
    }
  }

  @Property
  void anyMisplacedOrRepeatedLetterIsNoScope(@ForAll("letters") String letters) {
    boolean inOrder = "cruds".replaceAll("[^" + letters + "]", "").equals(letters);
    assertThat(SmartScope.parse("user/Patient." + letters).isPresent()).isEqualTo(inOrder);
  }

  @Property
  void oneScopeAmongManyCoversAsMuchAsAlone(@ForAll("scopes") SmartScope scope) {
    SmartScopes apart =
        new SmartScopes(
            scope.interactions().stream()
                .map(
                    one ->
                        new SmartScope(scope.context(), scope.type(), Set.of(one), scope.query()))
                .toList());
    assertThat(apart.cover(scope)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "system/*.read, system/*.rs",
    "system/*.write, system/*.cud",
    "patient/Observation.*, patient/Observation.cruds",
    "user/Encounter.cu, user/Encounter.cu",
    "user/Observation.rs?category=http://example.org/a|b, user/Observation.rs?category=http://example.org/a|b"
  })
  void oldAndNewSpellingsAreUnderstood(String written, String printed) {
    assertThat(SmartScope.parse(written)).map(SmartScope::toString).contains(printed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "openid",
        "launch/patient",
        "user/Patient",
        "user/Patient.",
        "user/Patient.dus ",
        "user/Patient.dr",
        "user/patient.r",
        "User/Patient.r",
        "practitioner/Patient.r",
        "user/Patient.readwrite",
        "user/Patient.r?",
        "user/Patient.r?category",
        "user/Patient.r?category=a b",
        "user/Patient.r?category=a,b",
        "user/Patient.r?category=a&code=b",
        "user/Patient.r?category:not=a",
        "user/Patient.r?encounter.status=a",
        "user/Patient.r?_has:Observation:patient:code=a",
        "user/../Patient.r",
        "user/Patient.r\nuser/*.cruds"
      })
  void whatTheGrammarDoesNotNameIsNoScope(String text) {
    assertThat(SmartScope.parse(text)).isEmpty();
  }

  @Test
  void aNarrowedScopeAllowsNothingOnTheWholeType() {
    SmartScope narrowed = SmartScope.parse("user/Observation.rs?category=laboratory").orElseThrow();
    assertThat(narrowed.allows("Observation", Interaction.READ)).isFalse();
  }

  @Test
  void contextsDoNotCoverEachOther() {
    SmartScope user = SmartScope.parse("user/*.cruds").orElseThrow();
    SmartScope system = SmartScope.parse("system/Patient.r").orElseThrow();
    assertThat(user.covers(system)).isFalse();
  }

  @Provide
  Arbitrary<SmartScope> scopes() {
    Arbitrary<Set<Interaction>> interactions =
        Arbitraries.of(Interaction.class).set().ofMinSize(1).map(EnumSet::copyOf);
    Arbitrary<String> queries = Arbitraries.of("category=a", "category=b", "status=final");
    return Combinators.combine(
            Arbitraries.of(SmartScope.Context.class),
            types(),
            interactions,
            queries.injectNull(0.7))
        .as(SmartScope::new);
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of("*", "Patient", "Observation", "Encounter");
  }

  @Provide
  Arbitrary<String> letters() {
    return Arbitraries.strings().withChars("cruds").ofMinLength(1).ofMaxLength(6);
  }
}
