package org.rapportfhir.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Workers that each send a request, wait for the whole answer, and send the next, until the time is
 * over. Latency is what a worker waited; making requests and checking answers is left out of it.
 */
final class ClosedLoop {
  private static final int SIGNIFICANT_DIGITS = 3;
  private static final double MICROS_PER_MILLI = 1000.0;

  private final ExecutorService workers;
  private final BenchOptions options;

  /**
   * @param workers has a thread for each of the options' workers
   */
  ClosedLoop(ExecutorService workers, BenchOptions options) {
    this.workers = workers;
    this.options = options;
  }

  TurnResult run(
      FhirClient client, LoadedPractice practice, Scenario scenario, int round, Duration length)
      throws InterruptedException {
    Problems problems = new Problems();
    long start = System.nanoTime();
    List<Future<Histogram>> running = new ArrayList<>();
    for (int worker = 0; worker < options.concurrency(); worker++) {
      Turn turn = turn(practice, scenario, round, worker);
      running.add(
          workers.submit(() -> work(client, scenario, turn, start + length.toNanos(), problems)));
    }
    Histogram latencies = merged(running);
    double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    return result(client, scenario, round, seconds, latencies, problems);
  }

  private Turn turn(LoadedPractice practice, Scenario scenario, int round, int worker) {
    long stream = (scenario.ordinal() * 1000L + round) * 1000L + worker;
    SplittableRandom random = new SplittableRandom(options.seed() * 1_000_003L + stream);
    return new Turn(practice, random, worker, options.concurrency(), options.searchCache());
  }

  private static Histogram work(
      FhirClient client, Scenario scenario, Turn turn, long deadline, Problems problems)
      throws InterruptedException {
    Histogram latencies = new Histogram(SIGNIFICANT_DIGITS);
    while (System.nanoTime() < deadline) {
      FhirRequest request = scenario.next(turn);
      try {
        long sent = System.nanoTime();
        FhirAnswer answer = client.send(request);
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent);
        Optional<String> problem = problem(request, answer);
        problem.ifPresentOrElse(problems::add, () -> latencies.recordValue(micros));
      } catch (IOException e) {
        problems.add("no readable answer to " + request.path() + ": " + e);
      }
    }
    return latencies;
  }

  private static Optional<String> problem(FhirRequest request, FhirAnswer answer)
      throws IOException {
    return answer.successful()
        ? request.check().problem(answer)
        : Optional.of(request.method() + ' ' + request.path() + " -> " + answer.excerpt());
  }

  private static Histogram merged(List<Future<Histogram>> running) throws InterruptedException {
    Histogram all = new Histogram(SIGNIFICANT_DIGITS);
    for (Future<Histogram> worker : running) {
      try {
        all.add(worker.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("A worker died.", e.getCause());
      }
    }
    return all;
  }

  private static TurnResult result(
      FhirClient client,
      Scenario scenario,
      int round,
      double seconds,
      Histogram latencies,
      Problems problems) {
    return new TurnResult(
        scenario,
        client.target().name(),
        round,
        latencies.getTotalCount(),
        seconds,
        latencies.getValueAtPercentile(50) / MICROS_PER_MILLI,
        latencies.getValueAtPercentile(95) / MICROS_PER_MILLI,
        latencies.getValueAtPercentile(99) / MICROS_PER_MILLI,
        latencies.getMaxValue() / MICROS_PER_MILLI,
        problems.count(),
        problems.samples());
  }
}
