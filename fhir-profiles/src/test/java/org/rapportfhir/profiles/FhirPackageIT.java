package org.rapportfhir.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.junit.jupiter.api.Test;

/** The archive that other FHIR software installs. */
class FhirPackageIT {
  private static final Path ARCHIVE = Path.of("target/rapport.telehealth-0.1.0.tgz");

  @Test
  void holdsEveryResourceOfOursAndNamesWhatItNeeds() throws IOException {
    NpmPackage archive = read();
    assertThat(archive.name()).isEqualTo("rapport.telehealth");
    assertThat(archive.version()).isEqualTo("0.1.0");
    assertThat(archive.canonical()).isEqualTo(Rapport.BASE);
    assertThat(archive.fhirVersion()).isEqualTo("4.0.1");
    assertThat(archive.dependencies()).contains("hl7.fhir.uv.xver-r5.r4#0.1.0");
    for (var resource : RapportPackage.conformance(Validation.R4)) {
      assertThat(archive.hasCanonical(resource.getUrl())).as(resource.getUrl()).isTrue();
    }
  }

  @Test
  void holdsNothingOfOthers() throws IOException {
    NpmPackage archive = read();
    for (var resource : RapportPackage.borrowed(Validation.R4)) {
      assertThat(archive.hasCanonical(resource.getUrl())).as(resource.getUrl()).isFalse();
    }
  }

  private static NpmPackage read() throws IOException {
    try (InputStream in = Files.newInputStream(ARCHIVE)) {
      return NpmPackage.fromPackage(in);
    }
  }
}
