package org.rapportfhir.video.janus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one at a time and in order on a shared pool, which it occupies only while it has
 * something to do. No lock is held while a task runs. A task that throws does not stop the lane.
 */
final class SerialLane implements Executor {
  private static final Logger LOG = LoggerFactory.getLogger(SerialLane.class);

  private final Executor pool;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean started;
  private boolean running;

  /** A lane that keeps its tasks until {@link #startWith}. */
  SerialLane(Executor pool) {
    this.pool = pool;
  }

  /** Begins, with this task before those that are waiting already. */
  void startWith(Runnable first) {
    synchronized (waiting) {
      waiting.addFirst(first);
      started = true;
    }
    runIfIdle();
  }

  @Override
  public void execute(Runnable task) {
    synchronized (waiting) {
      waiting.addLast(task);
    }
    runIfIdle();
  }

  /** The same, unless so many tasks wait already; then this one is not taken. */
  boolean offer(Runnable task, int most) {
    synchronized (waiting) {
      if (waiting.size() >= most) {
        return false;
      }
      waiting.addLast(task);
    }
    runIfIdle();
    return true;
  }

  private void runIfIdle() {
    synchronized (waiting) {
      if (!started || running || waiting.isEmpty()) {
        return;
      }
      running = true;
    }
    try {
      pool.execute(this::runAll);
    } catch (RejectedExecutionException e) {
      LOG.debug("The adapter is closed; what was to be done is dropped");
    }
  }

  private void runAll() {
    for (Runnable task = next(); task != null; task = next()) {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.warn("A listener or a step of a media connection failed", e);
      }
    }
  }

  private @Nullable Runnable next() {
    synchronized (waiting) {
      Runnable task = waiting.pollFirst();
      running = task != null;
      return task;
    }
  }
}
