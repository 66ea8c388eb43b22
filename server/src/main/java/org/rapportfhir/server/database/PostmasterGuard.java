package org.rapportfhir.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sees to it that no PostgreSQL outlives a JVM that is told to end while PostgreSQL is still
 * starting. The library has a shutdown hook of its own, but only once the postmaster runs, and it
 * can't set one in a JVM that is going down: the postmaster would be left behind.
 */
final class PostmasterGuard implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(20);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  /** So long after a failed start its postmaster may still come up. */
  private static final Duration LATE = Duration.ofSeconds(2);

  private final Path pidFile;
  private final Thread starter = Thread.currentThread();
  private final Thread hook = new Thread(this::endWithJvm, "rapport-postgres-end");
  private volatile boolean goingDown;
  private volatile boolean starting = true;
  private volatile boolean started;

  private PostmasterGuard(Path dataDirectory) {
    this.pidFile = dataDirectory.resolve("postmaster.pid");
  }

  /**
   * Watches from now on, before anything is started.
   *
   * @throws IllegalStateException when the JVM is going down already
   */
  static PostmasterGuard over(Path dataDirectory) {
    var guard = new PostmasterGuard(dataDirectory);
    Runtime.getRuntime().addShutdownHook(guard.hook);
    return guard;
  }

  /**
   * It runs, and the library's own hook stands.
   *
   * @throws IllegalStateException when the JVM is going down: then it runs no longer
   */
  void started() {
    if (goingDown) {
      throw new IllegalStateException("The JVM went down while PostgreSQL was starting");
    }
    started = true;
  }

  /** The start is over, well or badly. */
  @Override
  public void close() {
    starting = false;
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException goingDown) {
      // Then the hook runs, and sees how the start went.
    }
  }

  private void endWithJvm() {
    goingDown = true;
    endPostmaster();
    if (starting) {
      // It waits for a PostgreSQL that will not answer, and the JVM would wait along.
      starter.interrupt();
    }
  }

  private void endPostmaster() {
    long limit = System.nanoTime() + LONGEST_START.toNanos();
    boolean failed = false;
    while (!started && System.nanoTime() < limit) {
      if (!starting && !failed) {
        failed = true;
        limit = System.nanoTime() + LATE.toNanos();
      }
      Optional<ProcessHandle> postmaster = postmaster();
      if (postmaster.isPresent()) {
        end(postmaster.get());
        return;
      }
      pause();
    }
  }

  /** By SIGTERM: nobody is connected yet, so PostgreSQL stops at once, and in order. */
  private static void end(ProcessHandle postmaster) {
    postmaster.destroy();
    try {
      postmaster.onExit().get(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      postmaster.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<ProcessHandle> postmaster() {
    try {
      return Files.readAllLines(pidFile).stream()
          .findFirst()
          .filter(line -> line.matches("[0-9]{1,18}"))
          .map(Long::valueOf)
          .flatMap(ProcessHandle::of)
          .filter(p -> p.info().command().filter(c -> c.endsWith("/postgres")).isPresent());
    } catch (IOException notThereYet) {
      return Optional.empty();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
