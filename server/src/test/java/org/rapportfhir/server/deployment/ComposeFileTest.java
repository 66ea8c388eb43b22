package org.rapportfhir.server.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rapportfhir.server.deployment.ComposeFile.Service;

class ComposeFileTest {
  private static final ComposeFile COMPOSE = ComposeFile.load();

  static Stream<Service> services() {
    return COMPOSE.services();
  }

  @Test
  void thereAreServerDatabaseAndMediaServer() {
    assertThat(services().map(Service::name)).containsExactly("server", "postgres", "janus");
  }

  @ParameterizedTest
  @MethodSource("services")
  void eachServiceSaysWhetherItIsWell(Service service) {
    assertThat(service.map("healthcheck"))
        .as("Give %s a healthcheck with test, interval, timeout and retries", service)
        .containsKeys("test", "interval", "timeout", "retries");
  }

  @ParameterizedTest
  @MethodSource("services")
  void noServiceRunsAsRoot(Service service) {
    assertThat(service.text("user"))
        .as("Give %s a user by number, uid:gid, neither of them 0", service)
        .matches("[1-9][0-9]*:[1-9][0-9]*");
  }

  @ParameterizedTest
  @MethodSource("services")
  void eachImageIsPinned(Service service) {
    assertThat(service.text("image"))
        .as("Pin the image of %s to a version", service)
        .matches("[a-z0-9./-]+:[0-9]+\\.[0-9A-Za-z._-]+")
        .doesNotContain("latest");
  }

  @ParameterizedTest
  @MethodSource("services")
  void noServiceHasMoreRightsThanItNeeds(Service service) {
    assertThat(service.entries())
        .as("%s must not reach into the host", service)
        .doesNotContainKeys("privileged", "network_mode", "pid", "ipc", "devices", "cap_add");
    assertThat(service.list("cap_drop")).as("cap_drop of %s", service).containsExactly("ALL");
    assertThat(service.list("security_opt"))
        .as("security_opt of %s", service)
        .contains("no-new-privileges:true");
    assertThat(service.text("read_only")).as("read_only of %s", service).isEqualTo("true");
    assertThat(service.text("restart")).as("restart of %s", service).isEqualTo("unless-stopped");
  }

  @ParameterizedTest
  @MethodSource("services")
  void noSecretIsWrittenDown(Service service) {
    service.environment().entrySet().stream()
        .filter(e -> e.getKey().matches(".*(SECRET|PASSWORD|ADMIN_?KEY).*"))
        .forEach(
            e ->
                assertThat(e.getValue())
                    .as("%s of %s must come from the environment file", e.getKey(), service)
                    .matches("\\$\\{[A-Z_]+(:\\?[^}]+|:-)}"));
  }

  @ParameterizedTest
  @MethodSource("services")
  void eachNamedVolumeAndNetworkExists(Service service) {
    assertThat(service.list("volumes").stream().map(v -> v.split(":", 2)[0]))
        .as("Name the volumes of %s below volumes:; folders of the host are not mounted", service)
        .isSubsetOf(COMPOSE.volumes());
    assertThat(service.list("networks"))
        .as("Name the networks of %s below networks:", service)
        .isNotEmpty()
        .isSubsetOf(COMPOSE.networks().keySet());
  }

  @ParameterizedTest
  @MethodSource("services")
  void whatIsWaitedForExistsAndHasTheConditionAskedFor(Service service) {
    service
        .map("depends_on")
        .forEach(
            (other, how) -> {
              Service waitedFor = COMPOSE.service(other);
              assertThat(waitedFor.entries())
                  .as("%s, for which %s waits", other, service)
                  .isNotEmpty();
              assertThat(((Map<?, ?>) how).get("condition"))
                  .isIn("service_healthy", "service_started");
            });
  }

  @ParameterizedTest
  @MethodSource("services")
  void theDockerfileOfABuiltImageExistsAndHasTheSameUser(Service service) {
    if (service.has("build")) {
      String path = String.valueOf(service.map("build").get("dockerfile"));
      assertThat(Repository.ROOT.resolve(path)).matches(Files::isRegularFile, "is a file");
      assertThat(Dockerfile.read(path).lastStage().all("USER"))
          .as("USER of %s and user of the service %s", path, service)
          .containsExactly(service.text("user"));
    }
  }

  @Test
  void onlyTheServerAndTheMediaPortsArePublished() {
    assertThat(COMPOSE.service("postgres").list("ports")).as("PostgreSQL stays inside").isEmpty();
    assertThat(COMPOSE.service("server").list("ports"))
        .as("Only 8080, and for this machine unless the operator says otherwise")
        .containsExactly("${RAPPORT_BIND:-127.0.0.1}:8080:8080");
    assertThat(COMPOSE.service("janus").list("ports"))
        .as("Media over UDP only; Janus's APIs are never published")
        .hasSize(1)
        .allMatch(ports -> ports.endsWith("/udp"));
  }

  @Test
  void databaseAndMediaServerDoNotSeeEachOther() {
    List<String> database = COMPOSE.service("postgres").list("networks");
    assertThat(database).doesNotContainAnyElementsOf(COMPOSE.service("janus").list("networks"));
    assertThat(List.of("signalling", "database"))
        .as("Networks that lead nowhere else")
        .allMatch(n -> ((Map<?, ?>) COMPOSE.networks().get(n)).get("internal") == Boolean.TRUE);
    assertThat(database).containsExactly("database");
  }

  @Test
  void eachVariableIsDescribedForOperators() {
    String operations = Repository.read("docs/operations.md");
    Set<String> variables = Variables.named(ComposeFile.TEXT);
    assertThat(variables).isNotEmpty();
    assertThat(variables)
        .as("Describe these variables of docker-compose.yml in docs/operations.md")
        .filteredOn(name -> !operations.contains("`" + name + "`"))
        .isEmpty();
  }
}
