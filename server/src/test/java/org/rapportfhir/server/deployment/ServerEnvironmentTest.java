package org.rapportfhir.server.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What Compose gives the server, read as the server reads it at its start. */
class ServerEnvironmentTest {
  private static final Map<String, String> SERVER = filledIn("server");
  private static final Map<String, String> JANUS = filledIn("janus");

  private final Set<String> used = new TreeSet<>();
  private final RapportSettings settings = bind();

  @Test
  void eachVariableIsASettingOfTheServer() {
    Set<String> given = new TreeSet<>();
    SERVER.keySet().stream().filter(name -> name.startsWith("RAPPORT_")).forEach(given::add);
    assertThat(used)
        .as("Variables of the service server that RapportSettings has; the others do nothing")
        .containsExactlyElementsOf(given);
  }

  @Test
  void theServerUsesTheOtherContainersInsteadOfChildren() {
    assertThat(settings.database().url()).startsWith("jdbc:postgresql://postgres:5432/");
    assertThat(settings.video().embedded()).isFalse();
    assertThat(settings.video().apiUrl())
        .hasToString("http://janus:" + JANUS.get("API_PORT") + "/janus");
    assertThat(settings.video().adminUrl())
        .hasToString("http://janus:" + JANUS.get("ADMIN_PORT") + "/admin");
    assertThat(settings.sandbox()).isFalse();
  }

  @Test
  void bothEndsShareTheirSecrets() {
    assertThat(settings.video().apiSecret()).isEqualTo(JANUS.get("API_SECRET"));
    assertThat(settings.video().adminSecret()).isEqualTo(JANUS.get("ADMIN_SECRET"));
    assertThat(settings.video().adminKey()).isEqualTo(JANUS.get("ADMIN_KEY"));
    assertThat(settings.video().eventsPassword()).isEqualTo(JANUS.get("EVENTS_PASSWORD"));
    Map<String, String> postgres = filledIn("postgres");
    assertThat(settings.database().password()).isEqualTo(postgres.get("POSTGRES_PASSWORD"));
    assertThat(settings.database().user()).isEqualTo(postgres.get("POSTGRES_USER"));
  }

  @Test
  void whatNobodySetHasTheServersOwnDefaults() {
    RapportSettings defaults =
        new Binder(
                ConfigurationPropertySources.from(
                    new SystemEnvironmentPropertySource(
                        "systemEnvironment", Map.of("RAPPORT_SECRETKEY", settings.secretKey()))))
            .bind("rapport", RapportSettings.class)
            .get();
    assertThat(settings.practice()).isEqualTo(defaults.practice());
    assertThat(settings.port()).isEqualTo(defaults.port());
    assertThat(JANUS.get("RTP_PORT_RANGE"))
        .as("media begins at the port where the embedded Janus begins")
        .startsWith(defaults.video().mediaPorts() + "-");
  }

  @Test
  void publishedAndExposedPortsAreThoseOfTheSettings() {
    assertThat(ComposeFile.load().service("server").list("ports"))
        .allMatch(port -> port.endsWith(":" + settings.port()));
    assertThat(Dockerfile.read("server/Dockerfile").lastStage().all("EXPOSE"))
        .containsExactly(String.valueOf(settings.port()));
    assertThat(Dockerfile.read("video-adapter/Dockerfile").lastStage().all("EXPOSE"))
        .containsExactly(
            "%s %s %s/udp"
                .formatted(
                    JANUS.get("API_PORT"), JANUS.get("ADMIN_PORT"), JANUS.get("RTP_PORT_RANGE")));
    assertThat(JANUS.get("EVENTS_BACKEND"))
        .isEqualTo("http://server:" + settings.port() + "/internal/janus/events");
  }

  @Test
  void theEnvironmentFileHasEachRequiredVariableAndNewSecretsEachTime() {
    Map<String, String> one = EnvironmentFile.make();
    Map<String, String> two = EnvironmentFile.make();
    Set<String> required = Variables.required(ComposeFile.TEXT);
    assertThat(required).isNotEmpty();
    assertThat(one.keySet()).as("docker/make-env.sh").containsAll(required);
    for (String name : required) {
      if (!name.equals("RAPPORT_BASE_URL")) {
        assertThat(one.get(name)).as(name).hasSizeGreaterThan(31).isNotEqualTo(two.get(name));
      }
    }
  }

  private static Map<String, String> filledIn(String service) {
    Map<String, String> environment = new HashMap<>();
    ComposeFile.load()
        .service(service)
        .environment()
        .forEach((k, v) -> environment.put(k, Variables.fillIn(v, EnvironmentFile.MADE)));
    return environment;
  }

  private RapportSettings bind() {
    var spring = new StandardEnvironment();
    spring
        .getPropertySources()
        .forEach(source -> spring.getPropertySources().remove(source.getName()));
    spring
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.copyOf(SERVER)));
    return Binder.get(spring).bind("rapport", Bindable.of(RapportSettings.class), noting()).get();
  }

  private BindHandler noting() {
    return new BindHandler() {
      @Override
      public Object onSuccess(
          ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
        if (context.getConfigurationProperty() != null) {
          used.add(
              String.valueOf(context.getConfigurationProperty().getOrigin())
                  .replaceAll(".*\"([A-Z_]+)\".*", "$1"));
        }
        return result;
      }
    };
  }
}
