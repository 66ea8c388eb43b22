package org.rapportfhir.server.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A Dockerfile's instructions, continued lines joined. */
record Dockerfile(String path, List<Instruction> instructions) {

  /** The images that are built from this repository. */
  static Stream<Dockerfile> all() {
    return Stream.of("server/Dockerfile", "video-adapter/Dockerfile").map(Dockerfile::read);
  }

  record Instruction(String name, String arguments) {}

  static Dockerfile read(String path) {
    List<Instruction> instructions = new ArrayList<>();
    String text =
        Repository.read(path).replaceAll("(?m)^\\s*#.*\\R", "").replaceAll("\\\\\\R", " ");
    for (String line : text.lines().toList()) {
      if (!line.isBlank()) {
        String[] parts = line.strip().split("\\s+", 2);
        instructions.add(new Instruction(parts[0], parts[1].strip()));
      }
    }
    return new Dockerfile(path, List.copyOf(instructions));
  }

  List<String> all(String instruction) {
    return instructions.stream()
        .filter(i -> i.name().equals(instruction))
        .map(Instruction::arguments)
        .toList();
  }

  /** What the image is run from: everything after the last FROM. */
  Dockerfile lastStage() {
    int last = 0;
    for (int i = 0; i < instructions.size(); i++) {
      last = instructions.get(i).name().equals("FROM") ? i : last;
    }
    return new Dockerfile(path, instructions.subList(last, instructions.size()));
  }

  /** Files of the repository that are copied in; what other stages made is left out. */
  List<String> copiedSources() {
    return all("COPY").stream()
        .filter(arguments -> !arguments.contains("--from="))
        .flatMap(Dockerfile::sources)
        .toList();
  }

  private static Stream<String> sources(String arguments) {
    List<String> words =
        Stream.of(arguments.split("\\s+")).filter(w -> !w.startsWith("--")).toList();
    return words.subList(0, words.size() - 1).stream();
  }

  @Override
  public String toString() {
    return path;
  }
}
