package org.rapportfhir.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.support.ValidationSupportContext;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RapportPackageTest {
  @ParameterizedTest
  @MethodSource("valueSets")
  void everyValueSetExpandsInMemoryWithoutAnotherPackage(ValueSet valueSet) {
    var chain =
        new ValidationSupportChain(
            RapportPackage.validationSupport(Validation.R4),
            new InMemoryTerminologyServerValidationSupport(Validation.R4));
    var outcome =
        chain.expandValueSet(new ValidationSupportContext(chain), null, valueSet.getUrl());
    assertThat(((ValueSet) outcome.getValueSet()).getExpansion().getContains()).isNotEmpty();
  }

  static Stream<ValueSet> valueSets() {
    return RapportPackage.conformance(Validation.R4).stream()
        .filter(ValueSet.class::isInstance)
        .map(ValueSet.class::cast);
  }

  @Test
  void everyStructureHasItsSnapshot() {
    assertThat(all().filter(StructureDefinition.class::isInstance))
        .isNotEmpty()
        .allMatch(structure -> ((StructureDefinition) structure).hasSnapshot());
  }

  @Test
  void nothingOfOthersIsInTheOwnPackage() {
    assertThat(RapportPackage.conformance(Validation.R4))
        .allMatch(resource -> resource.getUrl().startsWith(Rapport.BASE + "/"));
  }

  @Test
  void noDescriptorOfCptStandsAnywhere() {
    assertThat(all().filter(ValueSet.class::isInstance).map(ValueSet.class::cast))
        .flatMap(valueSet -> valueSet.getCompose().getInclude())
        .filteredOn(include -> Rapport.Codes.CPT.equals(include.getSystem()))
        .isNotEmpty()
        .allMatch(include -> include.getConcept().stream().noneMatch(c -> c.hasDisplay()));
  }

  private static Stream<MetadataResource> all() {
    return Stream.concat(
        RapportPackage.conformance(Validation.R4).stream(),
        RapportPackage.borrowed(Validation.R4).stream());
  }
}
