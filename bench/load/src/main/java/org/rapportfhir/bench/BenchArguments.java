package org.rapportfhir.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The command line's options, their defaults and their help. */
final class BenchArguments {
  static final String HELP =
      """
      Loads FHIR servers in turns and weighs them against one another.

        --target NAME=URL         a FHIR base; repeat for several (a bare URL is named by its host)
        --baseline NAME           the target the others are divided by (default: the last)
        --token NAME=TOKEN        bearer token for that target
        --token-command NAME=CMD  shell command that prints one; asked again before each turn
        --scenario S              repeat, or separate by commas (default: all)
                                  %s
        --seconds N               length of a turn (10)
        --rounds N                turns of each target in each scenario (4)
        --settle N                unmeasured seconds for each target, in all chosen scenarios
                                  together, before the first (20)
        --warmup N                unmeasured seconds before each scenario's first round (5)
        --concurrency N           workers, each waiting for its answer (8)
        --patients N              size of the practice (2000), with --practitioners N (20)
                                  and --visits-per-patient N (3)
        --seed N                  makes data and requests (1)
        --search-cache            let servers answer searches from their caches
        --out FILE.json           report; FILE.md beside it (bench/results/TIME.json)

      Ends with 0, with 1 if any answer was an error or wrong, with 2 if an option is.
      """
          .formatted(String.join(" ", Scenario.names()));

  private static final Set<String> OPTIONS =
      Set.of(
          "--target",
          "--baseline",
          "--token",
          "--token-command",
          "--scenario",
          "--seconds",
          "--rounds",
          "--settle",
          "--warmup",
          "--concurrency",
          "--patients",
          "--practitioners",
          "--visits-per-patient",
          "--seed",
          "--out");
  private static final Set<String> FLAGS = Set.of("--search-cache", "--help");
  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private BenchArguments() {}

  /**
   * Reads a command line.
   *
   * @param now names the report where none is named
   * @throws UsageException if it can't be run
   */
  static BenchOptions parse(String[] args, Instant now) {
    CommandLine line = new CommandLine(Arrays.asList(args), OPTIONS, FLAGS);
    List<Target> targets = targets(line);
    return new BenchOptions(
        targets,
        baseline(line, targets),
        line.pairs("--token"),
        line.pairs("--token-command"),
        scenarios(line.all("--scenario")),
        Duration.ofSeconds(line.number("--seconds", 10, 1)),
        Duration.ofSeconds(line.number("--settle", 20, 0)),
        Duration.ofSeconds(line.number("--warmup", 5, 0)),
        line.number("--rounds", 4, 1),
        line.number("--concurrency", 8, 1),
        new PracticeSize(
            line.number("--practitioners", 20, 1),
            line.number("--patients", 2000, 4),
            line.number("--visits-per-patient", 3, 1)),
        line.number("--seed", 1, 0),
        line.has("--search-cache"),
        Path.of(line.last("--out", "bench/results/" + FILE_TIME.format(now) + ".json")));
  }

  static boolean asksForHelp(String[] args) {
    return args.length == 0 || Arrays.asList(args).contains("--help");
  }

  private static List<Target> targets(CommandLine line) {
    List<Target> targets = line.all("--target").stream().map(Target::parse).toList();
    if (targets.isEmpty()) {
      throw new UsageException("Name at least one --target NAME=URL.");
    }
    if (names(targets).size() < targets.size()) {
      throw new UsageException("Two targets have the same name: give each its own NAME=URL.");
    }
    for (String option : List.of("--token", "--token-command")) {
      line.pairs(option).keySet().forEach(name -> requireKnown(option, name, targets));
    }
    return targets;
  }

  private static String baseline(CommandLine line, List<Target> targets) {
    String name = line.last("--baseline", targets.get(targets.size() - 1).name());
    requireKnown("--baseline", name, targets);
    return name;
  }

  private static void requireKnown(String option, String name, List<Target> targets) {
    if (!names(targets).contains(name)) {
      throw new UsageException(
          option + " names no target: " + name + " (there are " + names(targets) + ")");
    }
  }

  private static Collection<String> names(List<Target> targets) {
    Set<String> names = new LinkedHashSet<>();
    targets.forEach(target -> names.add(target.name()));
    return names;
  }

  private static List<Scenario> scenarios(List<String> given) {
    Set<Scenario> chosen = new LinkedHashSet<>();
    for (String list : given) {
      for (String name : list.split(",", -1)) {
        chosen.add(Scenario.named(name.strip()));
      }
    }
    return chosen.isEmpty() ? List.of(Scenario.values()) : new ArrayList<>(chosen);
  }
}
