package org.rapportfhir.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The command line: {@code java -jar rapport-bench.jar --help} says it all. */
public final class BenchMain {
  private static final int WRONG_ANSWERS = 1;
  private static final int WRONG_USAGE = 2;

  private BenchMain() {}

  /** Ends the process with {@link #run}'s status. */
  public static void main(String[] args) throws IOException, InterruptedException {
    System.exit(run(args, System.out, Clock.systemUTC()));
  }

  /**
   * Runs once and writes the reports.
   *
   * @return 0; 1 if a target failed or any answer was an error or wrong; 2 if the arguments are
   */
  public static int run(String[] args, PrintStream out, Clock clock)
      throws IOException, InterruptedException {
    if (BenchArguments.asksForHelp(args)) {
      out.print(BenchArguments.HELP);
      return 0;
    }
    try {
      Instant start = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      BenchOptions options = BenchArguments.parse(args, start);
      return report(new Bench(options, out).run(start), out);
    } catch (UsageException e) {
      out.println(e.getMessage());
      return WRONG_USAGE;
    } catch (BenchFailure e) {
      out.println(e.getMessage());
      return WRONG_ANSWERS;
    }
  }

  private static int report(Report report, PrintStream out) throws IOException {
    Path json = report.options().out().toAbsolutePath();
    Path markdown =
        json.resolveSibling(json.getFileName().toString().replaceFirst("(\\.json)?$", ".md"));
    String page = MarkdownReport.of(report);
    Files.createDirectories(json.getParent());
    Files.writeString(json, JsonReport.of(report));
    Files.writeString(markdown, page);
    out.println();
    out.println(page);
    out.println("Saved " + json + " and " + markdown);
    return report.results().errors() == 0 ? 0 : WRONG_ANSWERS;
  }
}
