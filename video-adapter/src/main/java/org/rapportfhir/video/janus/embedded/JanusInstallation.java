package org.rapportfhir.video.janus.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Janus as it is installed on this machine.
 *
 * @param binary the program
 * @param modules the folder that has the folders {@code plugins}, {@code transports} and {@code
 *     events}
 */
public record JanusInstallation(Path binary, Path modules) {
  private static final String HINT =
      "On Debian and Ubuntu: apt-get install --no-install-recommends janus";

  public JanusInstallation {
    if (!Files.isExecutable(binary)) {
      throw new IllegalArgumentException("There is no program at " + binary + ". " + HINT);
    }
    Path videoroom = modules.resolve("plugins/libjanus_videoroom.so");
    if (!Files.exists(videoroom)) {
      throw new IllegalArgumentException(
          "There is no videoroom plugin at " + videoroom + ". " + HINT);
    }
  }

  /**
   * Looks for Janus on the path and in the usual folders.
   *
   * @throws IllegalStateException when there is none; the message names the package to install
   */
  public static JanusInstallation find() {
    Path binary =
        candidates()
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("Janus is not installed. " + HINT));
    return new JanusInstallation(binary, modulesFor(binary));
  }

  private static Stream<Path> candidates() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    Stream<Path> onPath =
        Stream.of(path.split(File.pathSeparator, -1))
            .filter(folder -> !folder.isBlank())
            .map(folder -> Path.of(folder, "janus"));
    return Stream.concat(
        onPath,
        Stream.of(
            Path.of("/usr/bin/janus"),
            Path.of("/usr/local/bin/janus"),
            Path.of("/opt/janus/bin/janus")));
  }

  /** Debian has the modules in a folder named after the machine's architecture. */
  private static Path modulesFor(Path binary) {
    Path prefix = binary.toAbsolutePath().resolve("../../lib").normalize();
    return Stream.concat(Stream.of(prefix.resolve("janus")), architectures(prefix).stream())
        .filter(folder -> Files.exists(folder.resolve("plugins/libjanus_videoroom.so")))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Janus has no videoroom plugin under " + prefix + ". " + HINT));
  }

  private static List<Path> architectures(Path lib) {
    if (!Files.isDirectory(lib)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(lib)) {
      return folders.map(folder -> folder.resolve("janus")).filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
