package org.rapportfhir.video.janus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for one test. JUnit's own would warn of each link to one of Janus's modules. */
public record TestFolder(Path path) implements AutoCloseable {

  /** Makes an empty one. */
  public static TestFolder create() {
    try {
      return new TestFolder(Files.createTempDirectory("rapport-janus"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes it with all that is in it. */
  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
