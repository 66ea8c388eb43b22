package org.rapportfhir.server.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The table for operators has what the code has. */
class SettingsTableTest {

  @Test
  void eachSettingStandsInTheTableWithItsDefault() {
    String page = Repository.read("docs/operations.md");
    Map<String, String> settings = settingsOf(RapportSettings.class, "rapport.");
    assertThat(settings).containsKey("rapport.visit.opens-before");
    settings.forEach(
        (name, value) ->
            assertThat(page.lines().filter(line -> line.startsWith("| `" + name + "` |")))
                .as("docs/operations.md needs one row for %s with the default %s", name, value)
                .hasSize(1)
                .allMatch(line -> value.isEmpty() || line.contains("| `" + value + "` |")));
  }

  private static Map<String, String> settingsOf(Class<?> type, String prefix) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = prefix + kebab(component.getName());
      if (component.getType().isRecord()) {
        settings.putAll(settingsOf(component.getType(), name + "."));
      } else {
        settings.put(name, defaultOf(type, component));
      }
    }
    return settings;
  }

  /** The annotation stands on the canonical constructor's parameter. */
  private static String defaultOf(Class<?> type, RecordComponent component) {
    for (var parameter : type.getDeclaredConstructors()[0].getParameters()) {
      DefaultValue value = parameter.getAnnotation(DefaultValue.class);
      if (parameter.getName().equals(component.getName()) && value != null) {
        return String.join(",", value.value());
      }
    }
    return "";
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
