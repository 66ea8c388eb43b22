package org.rapportfhir.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One run: the same practice for every target, then scenario by scenario, round by round. */
final class Bench {
  private final BenchOptions options;
  private final PrintStream progress;
  private final List<FhirClient> clients;

  Bench(BenchOptions options, PrintStream progress) {
    this.options = options;
    this.progress = progress;
    this.clients =
        options.targets().stream()
            .map(
                target ->
                    new FhirClient(
                        target,
                        TokenSource.of(target.name(), options.tokens(), options.tokenCommands())))
            .toList();
  }

  /**
   * Runs to the end; errors of requests are in the report, not thrown.
   *
   * @param start when the run begins; bookings lie after it
   * @throws BenchFailure if a target can't take part
   */
  Report run(Instant start) throws IOException, InterruptedException {
    Environment environment = Environment.current();
    Map<String, Software> software = software();
    Map<FhirClient, LoadedPractice> practices = load(start);
    ExecutorService workers = Executors.newFixedThreadPool(options.concurrency());
    try {
      ClosedLoop loop = new ClosedLoop(workers, options);
      List<TurnResult> turns = new ArrayList<>(settle(loop, practices));
      turns.addAll(measure(loop, practices));
      Results results = new Results(turns, options.baseline());
      return new Report(start, environment, software, options, results);
    } finally {
      workers.shutdownNow();
    }
  }

  private Map<String, Software> software() throws InterruptedException {
    Map<String, Software> software = new LinkedHashMap<>();
    for (FhirClient client : clients) {
      software.put(client.target().name(), Software.of(client));
    }
    return software;
  }

  private Map<FhirClient, LoadedPractice> load(Instant start)
      throws IOException, InterruptedException {
    Practice practice = new Practice(options.size(), options.seed(), start);
    Map<FhirClient, LoadedPractice> practices = new LinkedHashMap<>();
    for (FhirClient client : clients) {
      progress.printf("loading the practice into %s%n", client.target().name());
      client.renewToken();
      practices.put(client, new PracticeLoader(client, practice).load());
    }
    return practices;
  }

  /**
   * Every scenario once on every target: a server that has just started compiles for longer than
   * one warm-up, and the first scenario would pay for it.
   */
  private List<TurnResult> settle(ClosedLoop loop, Map<FhirClient, LoadedPractice> practices)
      throws InterruptedException {
    List<TurnResult> turns = new ArrayList<>();
    if (!options.settle().isZero()) {
      List<Scenario> all =
          TurnOrder.groups(options.scenarios()).stream().flatMap(List::stream).toList();
      Duration each = options.settle().dividedBy(all.size());
      take(turns, loop, seats(all, practices), TurnResult.SETTLING, each);
    }
    return turns;
  }

  private List<TurnResult> measure(ClosedLoop loop, Map<FhirClient, LoadedPractice> practices)
      throws InterruptedException {
    List<TurnResult> turns = new ArrayList<>();
    for (List<Scenario> group : TurnOrder.groups(options.scenarios())) {
      List<Seat> seats = seats(group, practices);
      if (!options.warmup().isZero()) {
        take(turns, loop, seats, TurnResult.WARM_UP, options.warmup());
      }
      for (int round = 1; round <= options.rounds(); round++) {
        take(turns, loop, TurnOrder.of(seats, round), round, options.seconds());
      }
    }
    return turns;
  }

  /** One scenario on one target: what takes a turn in each round. */
  private record Seat(Scenario scenario, FhirClient client, LoadedPractice practice) {}

  private static List<Seat> seats(List<Scenario> group, Map<FhirClient, LoadedPractice> practices) {
    List<Seat> seats = new ArrayList<>();
    for (Scenario scenario : group) {
      practices.forEach((client, practice) -> seats.add(new Seat(scenario, client, practice)));
    }
    return seats;
  }

  private void take(
      List<TurnResult> turns, ClosedLoop loop, List<Seat> seats, int round, Duration length)
      throws InterruptedException {
    for (Seat seat : seats) {
      seat.client().renewToken();
      TurnResult turn = loop.run(seat.client(), seat.practice(), seat.scenario(), round, length);
      turns.add(turn);
      progress.printf(
          "%-28s %-12s %s %10.1f/s  p50 %8.2f ms  p99 %8.2f ms  errors %d%n",
          turn.scenario().label(),
          turn.target(),
          turn.label(),
          turn.perSecond(),
          turn.p50(),
          turn.p99(),
          turn.errors());
    }
  }
}
