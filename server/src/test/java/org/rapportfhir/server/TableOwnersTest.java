package org.rapportfhir.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** SQL is text, which {@link ArchitectureTest} doesn't see: who may name which table. */
class TableOwnersTest {
  private static final Path SERVER = Path.of("src/main/java/org/rapportfhir/server");

  @Test
  void onlySchedulingNamesTheBookedTimes() {
    assertThat(packagesThatName("booked_time")).containsExactly("scheduling");
  }

  private static List<String> packagesThatName(String table) {
    try (Stream<Path> sources = Files.walk(SERVER)) {
      return sources
          .filter(source -> source.toString().endsWith(".java"))
          .filter(source -> read(source).contains(table))
          .map(source -> SERVER.relativize(source).getName(0).toString())
          .distinct()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
