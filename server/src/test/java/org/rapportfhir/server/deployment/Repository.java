package org.rapportfhir.server.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this checkout. */
final class Repository {
  static final Path ROOT = root();
  static final Path TEMPLATES =
      ROOT.resolve("video-adapter/src/main/resources/org/rapportfhir/video/janus/conf");

  private Repository() {}

  static String read(String path) {
    return read(ROOT.resolve(path));
  }

  static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read " + path, e);
    }
  }

  static List<Path> templates() {
    try (Stream<Path> files = Files.list(TEMPLATES)) {
      return files.filter(f -> f.toString().endsWith(".jcfg")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't list " + TEMPLATES, e);
    }
  }

  /** Wherever Maven or an editor was started. */
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docker-compose.yml"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("No folder above has docker-compose.yml");
      }
    }
    return folder;
  }
}
