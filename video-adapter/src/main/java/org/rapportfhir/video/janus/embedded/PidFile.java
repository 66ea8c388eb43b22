package org.rapportfhir.video.janus.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Remembers the running Janus's pid, and ends one that an earlier run left behind. */
final class PidFile {
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final Path file;
  private final Path mainConfiguration;

  PidFile(Path file, Path mainConfiguration) {
    this.file = file;
    this.mainConfiguration = mainConfiguration;
  }

  void write(long pid) throws IOException {
    Files.writeString(file, pid + "\n");
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Ends the process of the file only if it really is a Janus that runs on this configuration. */
  void endLeftOver() throws IOException {
    Optional<ProcessHandle> leftOver = pid().flatMap(ProcessHandle::of).filter(this::isOurs);
    leftOver.ifPresent(PidFile::end);
    delete();
  }

  /** Asks nicely, then insists. Returns when the process is gone. */
  static void end(ProcessHandle process) {
    process.destroy();
    if (!isGone(process)) {
      process.destroyForcibly();
      isGone(process);
    }
  }

  private static boolean isGone(ProcessHandle process) {
    try {
      process.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return !process.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Optional<Long> pid() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String text = Files.readString(file).strip();
    return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  /** Pids are used again: the command line must name our configuration file. */
  private boolean isOurs(ProcessHandle process) {
    String[] arguments = process.info().arguments().orElse(new String[0]);
    boolean janus = process.info().command().filter(c -> c.endsWith("janus")).isPresent();
    for (String argument : arguments) {
      if (janus && argument.equals(mainConfiguration.toString())) {
        return true;
      }
    }
    return false;
  }
}
