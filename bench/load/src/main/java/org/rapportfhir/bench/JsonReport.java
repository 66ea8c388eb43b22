package org.rapportfhir.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Everything of a run for other programs, each turn included. No token is in it. */
final class JsonReport {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonReport() {}

  static String of(Report report) throws JsonProcessingException {
    ObjectNode root = JSON.createObjectNode();
    root.put("start", report.start().toString());
    root.put("baseline", report.results().baseline());
    root.put("errors", report.results().errors());
    root.set("environment", JSON.valueToTree(report.environment()));
    root.set("options", options(report.options()));
    report.options().targets().forEach(t -> root.withArray("targets").add(target(report, t)));
    report.results().summaries().forEach(s -> root.withArray("summaries").add(summary(s)));
    report
        .results()
        .bookingCosts()
        .forEach(cost -> root.withArray("bookingAddedMillis").add(JSON.valueToTree(cost)));
    report.results().turns().forEach(t -> root.withArray("turns").add(turn(t)));
    return JSON.writeValueAsString(root);
  }

  private static ObjectNode options(BenchOptions options) {
    ObjectNode node = JSON.createObjectNode();
    node.put("seconds", options.seconds().toSeconds());
    node.put("settle", options.settle().toSeconds());
    node.put("warmup", options.warmup().toSeconds());
    node.put("rounds", options.rounds());
    node.put("concurrency", options.concurrency());
    node.put("seed", options.seed());
    node.put("searchCache", options.searchCache());
    node.set("practice", JSON.valueToTree(options.size()));
    return node;
  }

  private static ObjectNode target(Report report, Target target) {
    ObjectNode node = JSON.createObjectNode();
    node.put("name", target.name());
    node.put("base", target.base().toString());
    node.put("software", report.softwareOf(target));
    return node;
  }

  private static ObjectNode summary(Results.Summary summary) {
    ObjectNode node = JSON.createObjectNode();
    node.put("scenario", summary.scenario().label());
    node.put("target", summary.target());
    node.put("resourcesPerRequest", summary.scenario().resourcesPerRequest());
    node.set("perSecond", JSON.valueToTree(summary.perSecond()));
    node.set("p50Millis", JSON.valueToTree(summary.p50()));
    node.set("p95Millis", JSON.valueToTree(summary.p95()));
    node.set("p99Millis", JSON.valueToTree(summary.p99()));
    node.put("errors", summary.errors());
    summary.ratio().ifPresent(ratio -> node.set("ratio", JSON.valueToTree(ratio)));
    return node;
  }

  private static ObjectNode turn(TurnResult turn) {
    ObjectNode node = JSON.createObjectNode();
    node.put("scenario", turn.scenario().label());
    node.put("target", turn.target());
    node.put("round", turn.round());
    node.put("requests", turn.requests());
    node.put("seconds", turn.seconds());
    node.put("perSecond", turn.perSecond());
    node.put("p50Millis", turn.p50());
    node.put("p95Millis", turn.p95());
    node.put("p99Millis", turn.p99());
    node.put("maxMillis", turn.max());
    node.put("errors", turn.errors());
    turn.samples().forEach(node.withArray("samples")::add);
    return node;
  }
}
