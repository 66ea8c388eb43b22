package org.rapportfhir.video.janus;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.function.Supplier;
import org.rapportfhir.video.VideoUnavailableException;

/**
 * How calls to Janus are made safer: what may be repeated is tried again after a short random
 * pause, and when most calls fail the next ones fail at once instead of keeping people waiting.
 * Janus's refusals count as success here: it did answer.
 */
final class Calls {
  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration OPEN_FOR = Duration.ofSeconds(1);

  private final CircuitBreaker breaker;
  private final Retry retry;

  Calls() {
    this.breaker =
        CircuitBreaker.of(
            "janus",
            CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .waitDurationInOpenState(OPEN_FOR)
                .permittedNumberOfCallsInHalfOpenState(2)
                .recordException(VideoUnavailableException.class::isInstance)
                .build());
    this.retry =
        Retry.of(
            "janus",
            RetryConfig.custom()
                .maxAttempts(ATTEMPTS)
                .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(FIRST_PAUSE, 2, 0.5))
                .retryOnException(VideoUnavailableException.class::isInstance)
                .build());
  }

  /** A call that does the same however often it is made. */
  <T> T repeatable(Supplier<T> call) {
    return retry.executeSupplier(() -> once(call));
  }

  /** A call that is made one time only. */
  void attempt(Runnable call) {
    once(
        () -> {
          call.run();
          return Boolean.TRUE;
        });
  }

  private <T> T once(Supplier<T> call) {
    try {
      return breaker.executeSupplier(call);
    } catch (CallNotPermittedException e) {
      throw new VideoUnavailableException("The media server failed too often just now", e);
    }
  }

  /** Janus has come back: what failed before says nothing about it. */
  void forgetFailures() {
    breaker.reset();
  }
}
