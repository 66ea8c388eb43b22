package org.rapportfhir.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchArgumentsTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private static BenchOptions parse(String... args) {
    return BenchArguments.parse(args, NOW);
  }

  @Test
  void oneTargetIsEnoughAndTheRestHasDefaults() {
    BenchOptions options = parse("--target", "http://localhost:8080/fhir/");

    assertThat(options.targets())
        .containsExactly(
            new Target("localhost:8080", java.net.URI.create("http://localhost:8080/fhir")));
    assertThat(options.baseline()).isEqualTo("localhost:8080");
    assertThat(options.scenarios()).containsExactly(Scenario.values());
    assertThat(options.rounds()).isEqualTo(4);
    assertThat(options.seconds()).isEqualTo(Duration.ofSeconds(10));
    assertThat(options.settle()).isEqualTo(Duration.ofSeconds(20));
    assertThat(options.searchCache()).isFalse();
    assertThat(options.out()).isEqualTo(Path.of("bench/results/20260304-050607.json"));
  }

  @Test
  void theLastTargetIsTheBaselineUnlessOneIsNamed() {
    assertThat(parse("--target", "a=http://a", "--target=b=http://b").baseline()).isEqualTo("b");
    assertThat(parse("--target=a=http://a", "--target=b=http://b", "--baseline", "a").baseline())
        .isEqualTo("a");
  }

  @Test
  void scenariosRepeatOrStandBetweenCommas() {
    assertThat(
            parse("--target=http://a", "--scenario", "bundle,history", "--scenario=bundle")
                .scenarios())
        .containsExactly(Scenario.BUNDLE, Scenario.HISTORY);
  }

  @Test
  void tokensMayHoldEqualsSigns() {
    assertThat(parse("--target=a=http://a", "--token", "a=abc==").tokens())
        .containsEntry("a", "abc==");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--rounds 2; --target",
        "--target ftp://a; not: ftp://a",
        "--target a=http://a --target a=http://b; same name",
        "--target a=http://a --baseline b; --baseline names no target: b",
        "--target a=http://a --token b=t; --token names no target: b",
        "--target a=http://a --scenario reed; No scenario reed",
        "--target a=http://a --rounds none; --rounds takes a whole number",
        "--target a=http://a --rounds 0; --rounds takes a whole number from 1",
        "--target a=http://a --rounds; --rounds needs a value",
        "--target a=http://a --loops 2; Unknown option --loops",
        "--target a=http://a --patients 20 --concurrency 8; at least four times"
      })
  void refusalsSayWhatToChange(String line, String message) {
    assertThatThrownBy(() -> parse(line.split(" ")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void helpNamesEveryScenario() {
    assertThat(BenchArguments.HELP).contains(Scenario.names());
  }
}
