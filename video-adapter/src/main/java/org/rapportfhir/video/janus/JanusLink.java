package org.rapportfhir.video.janus;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.video.VideoHealth;
import org.rapportfhir.video.VideoUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one session with Janus up: polls it on a thread of its own, notices when it is lost, and
 * makes a new one as soon as Janus answers again.
 */
final class JanusLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JanusLink.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final int MISSED_BEATS = 2;

  /** Hears of a session's end and of the next one's beginning, on the link's thread. */
  interface Watcher {
    void lost(JanusSession session);

    void back();
  }

  /** A session and the handle on which rooms are managed. */
  record Line(JanusSession session, long management) {}

  private final JanusHttp http;
  private final Watcher watcher;
  private final ScheduledFuture<?> heartbeat;
  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Line line;
  private volatile VideoHealth health;

  JanusLink(
      JanusHttp http,
      Watcher watcher,
      InstantSource clock,
      ScheduledExecutorService heart,
      Duration beat) {
    this.http = http;
    this.watcher = watcher;
    this.clock = clock;
    this.health = new VideoHealth(false, clock.instant(), "not connected yet");
    this.thread = new Thread(this::run, "rapport-janus-link");
    thread.setDaemon(true);
    this.heartbeat =
        heart.scheduleWithFixedDelay(
            new Heartbeat(), beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Tries once to connect, so that a server that is there can be used at once, then goes on. */
  void start() {
    tryConnect();
    thread.start();
  }

  /**
   * The line as it is now.
   *
   * @throws VideoUnavailableException when there is none
   */
  Line line() {
    Line now = line;
    if (now == null || now.session().isOver()) {
      throw new VideoUnavailableException("The media server is away: " + health.detail());
    }
    return now;
  }

  VideoHealth health() {
    return health;
  }

  /** Says goodbye to Janus and stops. */
  @Override
  public void close() {
    closed.countDown();
    heartbeat.cancel(false);
    Line now = line;
    line = null;
    if (now != null) {
      sayGoodbye(now.session());
    }
    thread.interrupt();
  }

  private void sayGoodbye(JanusSession session) {
    try {
      session.destroy();
    } catch (RuntimeException e) {
      LOG.debug("Janus did not hear the goodbye", e);
    }
  }

  private void run() {
    while (isOpen()) {
      Line now = line;
      if (now == null) {
        reconnect();
      } else {
        pollUntilLost(now);
      }
    }
  }

  private void pollUntilLost(Line now) {
    try {
      while (isOpen() && !now.session().isOver()) {
        pollOnce(now.session());
      }
      lose(now, "the session ended");
    } catch (RuntimeException e) {
      lose(now, String.valueOf(e.getMessage()));
    }
  }

  /** One broken poll is not the end if Janus still knows the session. */
  private void pollOnce(JanusSession session) {
    try {
      session.pollOnce();
    } catch (RuntimeException e) {
      if (session.isOver() || !isOpen()) {
        throw e;
      }
      session.keepAlive();
    }
  }

  private void lose(Line lost, String why) {
    lost.session().abandon();
    if (!isOpen()) {
      return;
    }
    line = null;
    health = new VideoHealth(false, clock.instant(), why);
    LOG.warn("The media server is lost: {}", why);
    watcher.lost(lost.session());
  }

  private void reconnect() {
    Duration pause = FIRST_PAUSE;
    while (isOpen() && !tryConnect()) {
      if (pausedUntilClosed(pause)) {
        return;
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
    if (isOpen()) {
      LOG.info("The media server is back: {}", health.detail());
      watcher.back();
    }
  }

  private boolean tryConnect() {
    try {
      String version = version();
      JanusSession session = JanusSession.create(http);
      long management = session.attach("rapport/management", JanusLink::ignore);
      line = new Line(session, management);
      health = new VideoHealth(true, clock.instant(), version);
      return true;
    } catch (VideoUnavailableException | JanusException e) {
      health = new VideoHealth(false, health.since(), String.valueOf(e.getMessage()));
      return false;
    }
  }

  private String version() {
    JsonNode info = http.api("", Json.object().put("janus", "info").put("transaction", "info"));
    return "Janus " + info.path("version_string").asText("of unknown version");
  }

  /** Nothing happens at the management handle by itself. */
  private static void ignore(JsonNode event) {}

  private boolean pausedUntilClosed(Duration pause) {
    try {
      return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private boolean isOpen() {
    return closed.getCount() > 0;
  }

  /**
   * A Janus that dies breaks the poll at once. One that hangs, or a network that swallows packets,
   * does not: this notices it.
   */
  private final class Heartbeat implements Runnable {
    private int missed;
    private @Nullable Line watched;

    @Override
    public void run() {
      Line now = line;
      if (!Objects.equals(now, watched)) {
        watched = now;
        missed = 0;
      }
      if (now == null) {
        return;
      }
      try {
        now.session().keepAlive();
        missed = 0;
      } catch (RuntimeException e) {
        missed++;
        LOG.debug("No sign of life from the media server", e);
      }
      if (missed >= MISSED_BEATS) {
        now.session().abandon();
      }
    }
  }
}
