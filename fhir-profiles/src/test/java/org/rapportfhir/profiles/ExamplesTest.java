package org.rapportfhir.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
  @ParameterizedTest
  @MethodSource("examples")
  void isValidByTheProfilesItClaims(Resource example) {
    assertThat(Validation.shared().errors(example)).isEmpty();
  }

  static Stream<Resource> examples() {
    return RapportPackage.examples(Validation.R4).stream();
  }
}
