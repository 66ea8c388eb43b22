package org.rapportfhir.server.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages about the project don't claim what isn't there. */
class DocsTest {
  private static final Pattern TEST_NAME = Pattern.compile("`([A-Z][A-Za-z0-9]+(?:Test|IT|E2E))`");
  private static final Pattern WEB_TEST = Pattern.compile("`([a-z0-9/-]+\\.test\\.ts)`");
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#|mailto:)([^)#]+)[^)]*\\)");
  private static final Path DECISIONS = Repository.ROOT.resolve("docs/decisions");
  private static final Set<String> JAVA_TESTS = names("src/test/java", ".java");

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(Repository.ROOT);
        Stream<Path> docs = Files.walk(Repository.ROOT.resolve("docs"))) {
      return Stream.concat(top, docs).filter(p -> p.toString().endsWith(".md")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void eachTestThatAPageNamesExists(Path page) {
    String text = Repository.read(page);
    assertThat(TEST_NAME.matcher(text).results().map(m -> m.group(1)).distinct())
        .as("%s names tests that don't exist", page)
        .filteredOn(name -> !JAVA_TESTS.contains(name))
        .isEmpty();
    Path web = Repository.ROOT.resolve("server/src/main/web/src");
    assertThat(WEB_TEST.matcher(text).results().map(m -> m.group(1)))
        .as("%s names tests of the browser pages that don't exist", page)
        .filteredOn(name -> !Files.exists(web.resolve(name)))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void eachLinkLeadsSomewhere(Path page) {
    Path folder = page.getParent();
    assertThat(LINK.matcher(Repository.read(page)).results().map(m -> m.group(1).strip()))
        .as("links of %s that lead nowhere", page)
        .filteredOn(link -> !Files.exists(folder.resolve(link)))
        .isEmpty();
  }

  @Test
  void decisionsAreNumberedWithoutGapAndHaveTheirParts() throws IOException {
    List<Path> records;
    try (Stream<Path> files = Files.list(DECISIONS)) {
      records = files.sorted().toList();
    }
    assertThat(records.stream().map(r -> r.getFileName().toString().substring(0, 4)))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, records.size()).mapToObj("%04d"::formatted).toList());
    for (Path record : records) {
      List<String> headings =
          Repository.read(record).lines().filter(line -> line.startsWith("#")).toList();
      assertThat(headings.get(0))
          .as("title of %s", record)
          .startsWith("# " + record.getFileName().toString().substring(0, 4) + " ");
      assertThat(headings.subList(1, headings.size()))
          .as("parts of %s", record)
          .containsExactly(
              "## Problem", "## Options", "## Decision", "## Consequences", "## Held by");
    }
  }

  @Test
  void eachRequirementHasItsRow() {
    String page = Repository.read("docs/requirements.md");
    Pattern row =
        Pattern.compile("(?m)^\\| R([0-9]+) \\|[^|]+\\| (nothing|model only|in part|done) \\|");
    assertThat(row.matcher(page).results().map(m -> Integer.parseInt(m.group(1))))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 51).boxed().toList());
  }

  private static Set<String> names(String folder, String ending) {
    try (Stream<Path> files = Files.walk(Repository.ROOT)) {
      return files
          .map(Path::toString)
          .filter(path -> path.contains(folder) && path.endsWith(ending))
          .map(path -> path.substring(path.lastIndexOf('/') + 1, path.length() - ending.length()))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
