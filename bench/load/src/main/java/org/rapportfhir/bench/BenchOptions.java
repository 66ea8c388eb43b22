package org.rapportfhir.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What one run does. {@link BenchArguments} makes it from a command line.
 *
 * @param targets in the order given, at least one
 * @param baseline the name of the target that the others are divided by
 * @param tokens fixed bearer tokens by target name
 * @param tokenCommands shell commands that print a bearer token, by target name
 * @param scenarios in the order they run
 * @param seconds length of one measured turn
 * @param settle how long each target runs unmeasured, in all scenarios together, before the first
 * @param warmup length of the unmeasured turn before a scenario's first round
 * @param rounds how often each target has its turn in each scenario
 * @param concurrency workers that each wait for an answer before they ask again
 * @param size the practice
 * @param seed makes the practice and the requests; the same for the same seed
 * @param searchCache false sends {@code Cache-Control: no-cache} with searches
 * @param out the JSON report; the Markdown one stands beside it
 */
record BenchOptions(
    List<Target> targets,
    String baseline,
    Map<String, String> tokens,
    Map<String, String> tokenCommands,
    List<Scenario> scenarios,
    Duration seconds,
    Duration settle,
    Duration warmup,
    int rounds,
    int concurrency,
    PracticeSize size,
    long seed,
    boolean searchCache,
    Path out) {
  BenchOptions {
    targets = List.copyOf(targets);
    scenarios = List.copyOf(scenarios);
    tokens = Map.copyOf(tokens);
    tokenCommands = Map.copyOf(tokenCommands);
    if (size.writablePatients() < Math.max(concurrency, size.practitioners())) {
      throw new UsageException(
          "--patients must be at least four times --concurrency and --practitioners: each worker"
              + " changes its own patients, and no patient is booked twice at one time.");
    }
  }
}
