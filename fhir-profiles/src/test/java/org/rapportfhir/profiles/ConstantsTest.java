package org.rapportfhir.profiles;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;

/** The names in Java are the names in the guide: none is missing, none is left over. */
class ConstantsTest {
  @Test
  void everyProfileHasItsConstant() {
    assertThat(constants(Rapport.Profile.class)).isEqualTo(structures(false));
  }

  @Test
  void everyExtensionHasItsConstant() {
    assertThat(own(Rapport.Ext.class)).isEqualTo(structures(true));
  }

  @Test
  void everyCodeSystemHasItsConstant() {
    assertThat(own(Rapport.Codes.class)).isEqualTo(urls("CodeSystem"));
  }

  @Test
  void everyValueSetHasItsConstant() {
    assertThat(constants(Rapport.Values.class)).isEqualTo(urls("ValueSet"));
  }

  @Test
  void borrowedStructuresStandUnderTheirPublishersCanonicals() {
    assertThat(RapportPackage.borrowed(Validation.R4).stream().map(MetadataResource::getUrl))
        .containsExactlyInAnyOrder(
            Rapport.Ext.APPOINTMENT_VIRTUAL_SERVICE,
            Rapport.Ext.ENCOUNTER_VIRTUAL_SERVICE,
            Rapport.Ext.DATATYPE,
            Rapport.Codes.PLACE_OF_SERVICE);
  }

  @Test
  void everyConceptHasItsEnumConstant() {
    assertCodes(VisitRole.values(), Rapport.Codes.VISIT_ROLE);
    assertCodes(MediaModality.values(), Rapport.Codes.MEDIA_MODALITY);
    assertCodes(TroubleKind.values(), Rapport.Codes.TECHNICAL_TROUBLE_KIND);
    assertCodes(PlaceKind.values(), Rapport.Codes.PLACE_KIND);
  }

  @Test
  void channelIsInItsCodeSystem() {
    assertThat(codes(Rapport.Codes.VIRTUAL_SERVICE_TYPE)).containsExactly(VirtualServices.CHANNEL);
  }

  private static void assertCodes(Coded[] concepts, String system) {
    assertThat(Arrays.stream(concepts).map(Coded::code))
        .containsExactlyElementsOf(codes(system).toList());
  }

  private static Stream<String> codes(String system) {
    return own()
        .filter(resource -> resource.getUrl().equals(system))
        .map(CodeSystem.class::cast)
        .flatMap(found -> found.getConcept().stream())
        .map(ConceptDefinitionComponent::getCode);
  }

  private static Set<String> structures(boolean extensions) {
    return own()
        .filter(StructureDefinition.class::isInstance)
        .map(StructureDefinition.class::cast)
        .filter(structure -> structure.getType().equals("Extension") == extensions)
        .map(StructureDefinition::getUrl)
        .collect(toSet());
  }

  private static Set<String> urls(String type) {
    return own()
        .filter(resource -> resource.fhirType().equals(type))
        .map(MetadataResource::getUrl)
        .collect(toSet());
  }

  private static Stream<MetadataResource> own() {
    return RapportPackage.conformance(Validation.R4).stream();
  }

  private static Set<String> own(Class<?> holder) {
    return constants(holder).stream().filter(url -> url.startsWith(Rapport.BASE)).collect(toSet());
  }

  private static Set<String> constants(Class<?> holder) {
    return Arrays.stream(holder.getDeclaredFields())
        .filter(field -> Modifier.isPublic(field.getModifiers()))
        .map(ConstantsTest::value)
        .collect(toSet());
  }

  private static String value(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
