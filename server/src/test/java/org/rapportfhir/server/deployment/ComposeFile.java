package org.rapportfhir.server.deployment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** docker-compose.yml as it stands, variables not filled in. */
final class ComposeFile {
  static final String TEXT = Repository.read("docker-compose.yml");

  private final Map<String, Object> root;

  private ComposeFile(Map<String, Object> root) {
    this.root = root;
  }

  static ComposeFile load() {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return new ComposeFile(map(new Yaml(new SafeConstructor(options)).load(TEXT)));
  }

  Set<String> volumes() {
    return map(root.get("volumes")).keySet();
  }

  Map<String, Object> networks() {
    return map(root.get("networks"));
  }

  Service service(String name) {
    return new Service(name, map(map(root.get("services")).get(name)));
  }

  Stream<Service> services() {
    return map(root.get("services")).keySet().stream().map(this::service);
  }

  /** One service. */
  record Service(String name, Map<String, Object> entries) {

    boolean has(String key) {
      return entries.containsKey(key);
    }

    String text(String key) {
      return String.valueOf(entries.getOrDefault(key, ""));
    }

    Map<String, Object> map(String key) {
      return ComposeFile.map(entries.get(key));
    }

    List<String> list(String key) {
      return entries.get(key) instanceof List<?> list
          ? list.stream().map(String::valueOf).toList()
          : List.of();
    }

    Map<String, String> environment() {
      Map<String, String> environment = new LinkedHashMap<>();
      map("environment").forEach((key, value) -> environment.put(key, String.valueOf(value)));
      return environment;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
