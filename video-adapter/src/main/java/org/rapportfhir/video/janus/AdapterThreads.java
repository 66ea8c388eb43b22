package org.rapportfhir.video.janus;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The adapter's threads: few, fixed in number, and none that keeps a JVM alive. */
final class AdapterThreads {
  private static final int POOL_SIZE = 8;

  private AdapterThreads() {}

  static ExecutorService pool(String name) {
    return Executors.newFixedThreadPool(POOL_SIZE, named(name));
  }

  static ScheduledExecutorService scheduler(String name) {
    return Executors.newSingleThreadScheduledExecutor(named(name));
  }

  private static ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
