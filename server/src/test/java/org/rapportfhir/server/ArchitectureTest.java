package org.rapportfhir.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Date;
import java.util.stream.Stream;
import org.rapportfhir.server.smart.Caller;

/** The house's plan: which feature may know which, and what nobody does. */
@AnalyzeClasses(packages = "org.rapportfhir", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String SERVER = "org.rapportfhir.server";

  @ArchTest
  static final ArchRule nothingImportsTheSandbox =
      noClasses()
          .that()
          .resideOutsideOfPackage(SERVER + ".sandbox..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SERVER + ".sandbox..");

  @ArchTest
  static final ArchRule featuresDependOnEachOtherInOneDirection =
      slices().matching(SERVER + ".(*)..").should().beFreeOfCycles();

  @ArchTest static final ArchRule settingsKnowNobody = feature("settings").mayUse();

  @ArchTest static final ArchRule pagesKnowSettingsOnly = feature("pages").mayUse("settings");

  @ArchTest
  static final ArchRule databaseKnowsSettingsOnly = feature("database").mayUse("settings");

  @ArchTest static final ArchRule mediaKnowsSettingsOnly = feature("media").mayUse("settings");

  @ArchTest static final ArchRule fhirKnowsSettingsOnly = feature("fhir").mayUse("settings");

  @ArchTest static final ArchRule signInKnowsSettingsOnly = feature("smart").mayUse("settings");

  @ArchTest
  static final ArchRule visitsMeetOthersAtTheirDoors =
      feature("visit").mayUse("fhir", "smart", "settings", "pages");

  @ArchTest
  static final ArchRule visitsKnowOnlyTheCallerOfSignIn =
      noClasses()
          .that(resideInAPackage(SERVER + ".visit.."))
          .should()
          .dependOnClassesThat(
              resideInAPackage(SERVER + ".smart..").and(DescribedPredicate.not(is(Caller.class))));

  @ArchTest
  static final ArchRule schedulingMeetsOthersAtTheirDoors =
      feature("scheduling").mayUse("visit", "fhir", "settings");

  @ArchTest
  static final ArchRule nothingIsInjectedIntoFields = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

  @ArchTest
  static final ArchRule recordsKeepTimeInJavaTime =
      fields()
          .that()
          .areDeclaredInClassesThat(assignableTo(Record.class))
          .should()
          .notHaveRawType(Date.class);

  @ArchTest
  static final ArchRule videoAdapterKnowsNeitherFhirNorSpring =
      noClasses()
          .that()
          .resideInAPackage("org.rapportfhir.video..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "ca.uhn..",
              "org.hl7..",
              "org.springframework..",
              SERVER + "..",
              "org.rapportfhir.profiles..");

  @ArchTest
  static final ArchRule profilesKnowNeitherSpringNorTheServer =
      noClasses()
          .that()
          .resideInAPackage("org.rapportfhir.profiles..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", SERVER + "..", "org.rapportfhir.video..");

  private record Feature(String name) {
    ArchRule mayUse(String... others) {
      String[] allowed =
          Stream.concat(Stream.of(name), Arrays.stream(others))
              .map(feature -> SERVER + "." + feature + "..")
              .toArray(String[]::new);
      return classes()
          .that(resideInAPackage(SERVER + "." + name + ".."))
          .should(
              onlyDependOnClassesThat(
                  resideOutsideOfPackage(SERVER + "..").or(resideInAnyPackage(allowed))));
    }
  }

  private static Feature feature(String name) {
    return new Feature(name);
  }

  private static DescribedPredicate<JavaClass> is(Class<?> type) {
    return DescribedPredicate.describe(type.getSimpleName(), found -> found.isEquivalentTo(type));
  }
}
