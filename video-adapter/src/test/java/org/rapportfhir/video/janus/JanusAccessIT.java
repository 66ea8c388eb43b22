package org.rapportfhir.video.janus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapportfhir.video.RoomId;
import org.rapportfhir.video.RoomSpec;
import org.rapportfhir.video.VideoUnavailableException;

/** Who does not have the secrets can do nothing with the Janus that Rapport runs. */
class JanusAccessIT {
  private static TestJanus janus;
  private final RoomId room = new RoomId(UUID.randomUUID().toString());

  @BeforeAll
  static void startJanus() {
    janus = new TestJanus();
    janus.rooms().close();
  }

  @AfterAll
  static void stopJanus() {
    janus.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"apisecret\":\"wrong\""})
  void theApiRefusesRequestsWithoutItsSecret(String secret) throws Exception {
    String body = "{\"janus\":\"create\",\"transaction\":\"t\"" + secret + "}";
    assertThat(post(janus.settings().apiUri(), body)).contains("\"code\":403");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"admin_secret\":\"wrong\""})
  void theAdminApiRefusesRequestsWithoutItsSecret(String secret) throws Exception {
    String body = "{\"janus\":\"list_sessions\",\"transaction\":\"t\"" + secret + "}";
    assertThat(post(janus.settings().adminUri(), body)).contains("\"code\":403");
  }

  @Test
  void pollingNeedsTheSecretToo() throws Exception {
    JanusSession session = JanusSession.create(new JanusHttp(janus.settings(), Runnable::run));
    String poll = janus.settings().apiUri() + "/" + session.id() + "?maxev=1&apisecret=wrong";
    HttpRequest request = HttpRequest.newBuilder(URI.create(poll)).build();
    HttpResponse<Void> answer = HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    assertThat(answer.statusCode()).isEqualTo(403);
    session.destroy();
  }

  @Test
  void anAdapterWithAWrongApiSecretIsDownAndSaysWhy() {
    try (JanusVideoRooms rooms = new JanusVideoRooms(with("wrong-secret", adminKey()))) {
      assertThat(rooms.health().up()).isFalse();
      assertThat(rooms.health().detail()).contains("403").doesNotContain("wrong-secret");
      assertThatThrownBy(() -> rooms.open(new RoomSpec(room, 2, 0)))
          .isInstanceOf(VideoUnavailableException.class);
    }
  }

  @Test
  void nobodyMakesRoomsWithoutTheKey() {
    try (JanusVideoRooms rooms =
        new JanusVideoRooms(with(janus.settings().apiSecret(), "another-key"))) {
      assertThatThrownBy(() -> rooms.open(new RoomSpec(room, 2, 0)))
          .isInstanceOfSatisfying(
              JanusException.class,
              refused -> assertThat(refused.code()).isEqualTo(JanusErrors.UNAUTHORIZED))
          .hasMessageNotContaining("another-key");
    }
  }

  @Test
  void nobodyClosesARoomWithAnotherMasterSecret() {
    JanusSettings own = janus.settings();
    JanusSettings other =
        new JanusSettings(
            own.apiUri(),
            own.adminUri(),
            own.apiSecret(),
            own.adminSecret(),
            own.adminKey(),
            MasterSecret.of(new byte[32]));
    try (JanusVideoRooms rooms = janus.rooms();
        JanusVideoRooms stranger = new JanusVideoRooms(other)) {
      rooms.open(new RoomSpec(room, 2, 0));
      assertThatThrownBy(() -> stranger.close(room))
          .isInstanceOfSatisfying(
              JanusException.class,
              refused -> assertThat(refused.code()).isEqualTo(JanusErrors.UNAUTHORIZED));
    }
  }

  @Test
  void bothApisListenOnLoopbackOnly() throws Exception {
    InetAddress outside = ownAddress();
    for (URI api : new URI[] {janus.settings().apiUri(), janus.settings().adminUri()}) {
      assertThatThrownBy(() -> new Socket(outside, api.getPort()).close())
          .isInstanceOf(ConnectException.class);
    }
  }

  private static InetAddress ownAddress() throws IOException {
    return NetworkInterface.networkInterfaces()
        .filter(network -> !network.getName().equals("lo"))
        .flatMap(NetworkInterface::inetAddresses)
        .filter(Inet4Address.class::isInstance)
        .findFirst()
        .orElseThrow(() -> new IOException("This machine has no address but loopback"));
  }

  private static String adminKey() {
    return janus.settings().adminKey();
  }

  private static JanusSettings with(String apiSecret, String adminKey) {
    JanusSettings own = janus.settings();
    return new JanusSettings(
        own.apiUri(), own.adminUri(), apiSecret, own.adminSecret(), adminKey, TestJanus.MASTER);
  }

  private static String post(URI uri, String body) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
