package org.rapportfhir.video.janus.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Janus as a child of this JVM. It is started again when it exits without being asked to, and
 * ends with {@link #close} or with the JVM, also one that is ended while it is still starting. If
 * the JVM is killed, the kernel ends Janus where {@link BoundToParent} can have it so, and else the
 * next start on the same directory ends what was left behind.
 *
 * <p>Its APIs listen on the loopback interface only. Media can't be kept there: Janus skips the
 * loopback interface, so it offers the machine's own addresses.
 */
public final class JanusProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JanusProcess.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration STEADY = Duration.ofSeconds(10);
  private static final long LOG_BYTES = 10L << 20;

  private final JanusProcessSettings settings;
  private final ConfigurationFolder configuration;
  private final PidFile pidFile;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread keeper = new Thread(this::keep, "rapport-janus-keeper");
  private final Thread hook = new Thread(this::endWithJvm, "rapport-janus-end");
  private final CompletableFuture<Process> first = new CompletableFuture<>();
  private volatile @Nullable Process process;

  private JanusProcess(JanusProcessSettings settings) {
    this.settings = settings;
    this.configuration = new ConfigurationFolder(settings);
    this.pidFile = new PidFile(settings.directory().resolve("janus.pid"), configuration.mainFile());
  }

  /**
   * Starts Janus. It answers some hundred milliseconds later.
   *
   * @throws IllegalStateException when its files can't be written or it can't be run, or when the
   *     JVM is going down
   */
  public static JanusProcess start(JanusProcessSettings settings) {
    JanusProcess janus = new JanusProcess(settings);
    // First of all: a JVM that is told to end right after the launch must know what to end.
    Runtime.getRuntime().addShutdownHook(janus.hook);
    janus.keeper.setDaemon(true);
    janus.keeper.start();
    try {
      janus.first.join();
      return janus;
    } catch (CompletionException e) {
      janus.close();
      throw new IllegalStateException(
          "Janus can't be started in " + settings.directory(), e.getCause());
    }
  }

  /**
   * The Janus that is installed here.
   *
   * @throws IllegalStateException when there is none; the message names the package to install
   */
  public static Path findBinary() {
    return JanusInstallation.find().binary();
  }

  /** The running program's process id; another one after it was started again. */
  public long pid() {
    return Objects.requireNonNull(process).pid();
  }

  /** Where Janus writes its log. */
  public Path log() {
    return settings.directory().resolve("janus.log");
  }

  /** Ends Janus: by SIGTERM, and by SIGKILL if it is still there after three seconds. */
  @Override
  public void close() {
    closing.countDown();
    endProcess();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("The JVM is going down already");
    }
  }

  private void endWithJvm() {
    closing.countDown();
    endProcess();
  }

  private synchronized void endProcess() {
    Process running = process;
    if (running == null) {
      return;
    }
    PidFile.end(running.toHandle());
    try {
      pidFile.delete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every launch is this thread's: a child that is bound to its parent is bound to the thread. */
  private void keep() {
    try {
      Process running = firstLaunch();
      first.complete(running);
      keep(running);
    } catch (IOException | RuntimeException e) {
      first.completeExceptionally(e);
    }
  }

  private synchronized Process firstLaunch() throws IOException {
    if (!isWanted()) {
      throw new IllegalStateException("The JVM is going down");
    }
    configuration.write();
    pidFile.endLeftOver();
    process = launch();
    return process;
  }

  private void keep(Process started) {
    Process running = started;
    Duration pause = FIRST_PAUSE;
    try {
      while (isWanted()) {
        long before = System.nanoTime();
        int status = running.waitFor();
        if (!isWanted()) {
          return;
        }
        boolean steady = System.nanoTime() - before > STEADY.toNanos();
        pause = steady ? FIRST_PAUSE : pause;
        LOG.warn("Janus exited with status {}; it is started again in {}", status, pause);
        closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        running = relaunch(running);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Process relaunch(Process before) {
    if (!isWanted()) {
      return before;
    }
    try {
      Process again = launch();
      process = again;
      return again;
    } catch (IOException e) {
      LOG.error("Janus can't be started again", e);
      return before;
    }
  }

  private boolean isWanted() {
    return closing.getCount() > 0;
  }

  private Process launch() throws IOException {
    shortenLog();
    Process started =
        new ProcessBuilder(
                BoundToParent.command(
                    settings.installation().binary().toString(),
                    "-F",
                    configuration.conf().toString(),
                    "-C",
                    configuration.mainFile().toString()))
            .directory(settings.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log().toFile()))
            .start();
    started.getOutputStream().close();
    pidFile.write(started.pid());
    return started;
  }

  private void shortenLog() throws IOException {
    if (Files.exists(log()) && Files.size(log()) > LOG_BYTES) {
      Path old = settings.directory().resolve("janus.log.1");
      Files.move(log(), old, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
