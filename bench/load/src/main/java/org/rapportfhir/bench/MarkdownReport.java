package org.rapportfhir.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A run as people read it, on the terminal as in a file. */
final class MarkdownReport {
  private final Report report;
  private final StringBuilder text = new StringBuilder();

  private MarkdownReport(Report report) {
    this.report = report;
  }

  static String of(Report report) {
    MarkdownReport page = new MarkdownReport(report);
    page.head();
    page.table();
    page.bundles();
    page.bookings();
    page.errors();
    return page.text.toString();
  }

  private void head() {
    BenchOptions options = report.options();
    Environment machine = report.environment();
    line("# Load run of %s", report.start());
    line("");
    for (Target target : options.targets()) {
      line("- **%s**: %s at %s", target.name(), report.softwareOf(target), target.base());
    }
    line(
        "- Machine: %d processors, %d MB, %s, load tool on %s, load average at the start %.2f",
        machine.processors(),
        machine.memoryMegabytes(),
        machine.system(),
        machine.java(),
        machine.load());
    line(
        "- %d workers, %d rounds of %d s in turns, %d s to settle, %d s warm-up, seed %d, search caches %s",
        options.concurrency(),
        options.rounds(),
        options.seconds().toSeconds(),
        options.settle().toSeconds(),
        options.warmup().toSeconds(),
        options.seed(),
        options.searchCache() ? "allowed" : "asked not to answer");
    line(
        "- Practice: %d practitioners, %d patients, %d visits each",
        options.size().practitioners(),
        options.size().patients(),
        options.size().visitsPerPatient());
  }

  private void table() {
    line("");
    line("Medians over the rounds, with the least and the greatest in brackets.");
    line("");
    line(
        "| scenario | target | requests/s | p50 ms | p95 ms | p99 ms | errors | ratio to %s |",
        report.results().baseline());
    line("|---|---|---|---|---|---|---|---|");
    for (Results.Summary row : report.results().summaries()) {
      line(
          "| %s | %s | %s | %s | %s | %s | %d | %s |",
          row.scenario().label(),
          row.target(),
          spread("%.1f", row.perSecond()),
          spread("%.2f", row.p50()),
          spread("%.2f", row.p95()),
          spread("%.2f", row.p99()),
          row.errors(),
          row.ratio().map(ratio -> "**" + spread("%.2f", ratio) + "**").orElse("–"));
    }
  }

  private void bundles() {
    for (Results.Summary row : report.results().summaries()) {
      int resources = row.scenario().resourcesPerRequest();
      if (resources > 1) {
        line("");
        line(
            "%s on %s: %.0f resources/s.",
            row.scenario().label(), row.target(), row.perSecond().median() * resources);
      }
    }
  }

  private void bookings() {
    for (Results.BookingCost cost : report.results().bookingCosts()) {
      line("");
      line(
          "Telehealth adds %s ms to a booking's p50 on %s.",
          spread("%.2f", cost.addedMillis()), cost.target());
    }
  }

  private void errors() {
    List<TurnResult> failed =
        report.results().turns().stream().filter(turn -> turn.errors() > 0).toList();
    if (failed.isEmpty()) {
      return;
    }
    line("");
    line("## Errors: these figures do not count");
    line("");
    for (TurnResult turn : failed) {
      String samples =
          turn.samples().stream().map(s -> "`" + s + "`").collect(Collectors.joining("; "));
      line(
          "- %s on %s, %s: %d, such as %s",
          turn.scenario().label(), turn.target(), turn.label(), turn.errors(), samples);
    }
  }

  private static String spread(String format, Spread spread) {
    String figures = format + " (" + format + "–" + format + ")";
    return String.format(Locale.ROOT, figures, spread.median(), spread.min(), spread.max());
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
