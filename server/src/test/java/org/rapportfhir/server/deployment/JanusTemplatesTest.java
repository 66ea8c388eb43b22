package org.rapportfhir.server.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The container's Janus is configured from the templates of the embedded one. */
class JanusTemplatesTest {
  private static final String ENTRY_POINT = Repository.read("docker/janus-entrypoint.sh");
  private static final Pattern EXPORT = Pattern.compile("(?m)^export ([A-Z_]+)=\"(.*)\"$");

  @Test
  void eachPlaceholderIsFedAndNothingIsFedInVain() {
    Set<String> placeholders = new TreeSet<>();
    Repository.templates().forEach(t -> placeholders.addAll(Variables.named(Repository.read(t))));
    Set<String> fed =
        EXPORT.matcher(ENTRY_POINT).results().map(m -> m.group(1)).collect(Collectors.toSet());
    assertThat(fed)
        .as("docker/janus-entrypoint.sh must export each placeholder of %s", Repository.TEMPLATES)
        .containsExactlyInAnyOrderElementsOf(placeholders);
  }

  @Test
  void whatTheEntryPointWantsComposeGives() {
    Set<String> given = ComposeFile.load().service("janus").environment().keySet();
    Set<String> wanted =
        EXPORT
            .matcher(ENTRY_POINT)
            .results()
            .filter(m -> m.group(2).startsWith("${"))
            .map(m -> m.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    wanted.add("PUBLIC_IP");
    assertThat(given)
        .as("environment of the service janus")
        .containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  void theImageHasTheTemplatesOfTheEmbeddedJanusAndItsModules() {
    Path templates = Repository.ROOT.relativize(Repository.TEMPLATES);
    assertThat(Dockerfile.read("video-adapter/Dockerfile").copiedSources())
        .contains(templates.toString());
    String embedded =
        Repository.read(
            "video-adapter/src/main/java/org/rapportfhir/video/janus/embedded/ConfigurationFolder.java");
    Pattern module = Pattern.compile("(?:plugins|transports|events)/libjanus_[a-z]+\\.so");
    Set<String> expected =
        module.matcher(embedded).results().map(m -> m.group()).collect(Collectors.toSet());
    assertThat(expected).isNotEmpty();
    assertThat(
            module.matcher(ENTRY_POINT).results().map(m -> m.group()).collect(Collectors.toSet()))
        .as("modules that docker/janus-entrypoint.sh links")
        .isEqualTo(expected);
  }
}
