package org.rapportfhir.server.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DockerfilesTest {

  static Stream<Dockerfile> dockerfiles() {
    return Dockerfile.all();
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void eachBaseImageIsPinned(Dockerfile file) {
    assertThat(file.all("FROM"))
        .as("Pin each FROM of %s to a version", file)
        .isNotEmpty()
        .allMatch(from -> from.matches("[a-z0-9./-]+:[0-9]+\\.[0-9A-Za-z._-]+( AS [a-z]+)?"));
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void theImageRunsAsAUserWithoutRights(Dockerfile file) {
    assertThat(file.lastStage().all("USER"))
        .as("Let %s end in a USER by number, neither part 0", file)
        .hasSize(1)
        .allMatch(user -> user.matches("[1-9][0-9]*:[1-9][0-9]*"));
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void theImageSaysWhetherItIsWell(Dockerfile file) {
    assertThat(file.lastStage().all("HEALTHCHECK"))
        .as("Give %s a HEALTHCHECK", file)
        .hasSize(1)
        .allMatch(check -> check.contains("CMD curl -fsS"));
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void whatIsCopiedExistsAndIsNotIgnored(Dockerfile file) {
    assertThat(file.copiedSources()).isNotEmpty();
    for (String source : file.copiedSources()) {
      assertThat(Repository.ROOT.resolve(source))
          .as("%s copies %s", file, source)
          .matches(Files::exists, "exists");
      assertThat(allowed())
          .as(".dockerignore must let %s through for %s", source, file)
          .anyMatch(kept -> source.equals(kept) || source.startsWith(kept + "/"));
    }
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void noSecretGoesIntoALayer(Dockerfile file) {
    assertThat(Stream.concat(file.all("ENV").stream(), file.all("ARG").stream()))
        .as("Secrets come at run time, not by ENV or ARG of %s", file)
        .noneMatch(setting -> setting.matches("(?i).*(secret|password|key).*"));
  }

  @Test
  void mavenFindsThePomOfEachModule() {
    List<String> copied = Dockerfile.read("server/Dockerfile").copiedSources();
    var modules = java.util.regex.Pattern.compile("<module>([^<]+)</module>");
    assertThat(modules.matcher(Repository.read("pom.xml")).results().map(m -> m.group(1)))
        .isNotEmpty()
        .allSatisfy(
            module ->
                assertThat(copied)
                    .as("Copy module %s, or at least its pom, in server/Dockerfile", module)
                    .containsAnyOf(module, module + "/pom.xml"));
  }

  /** The file excludes everything and then names what may pass. */
  private static List<String> allowed() {
    return Repository.read(".dockerignore")
        .lines()
        .filter(line -> line.startsWith("!"))
        .map(line -> line.substring(1))
        .toList();
  }
}
