package org.rapportfhir.server.smart.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outside of the sandbox, where a registrant's address must not lead inside. */
class KeySetFetcherTest {
  private final KeySetFetcher fetcher = new KeySetFetcher(false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://keys.example/jwks.json",
        "file:///etc/passwd",
        "ftp://keys.example/",
        "jar:https://keys.example/!/",
        "https:///nobody",
        "https://user:word@keys.example/",
        "https://keys.example/#x",
        "not an address",
        ""
      })
  void anAddressThatIsNotPlainHttpsIsRefusedWhenTheAppRegisters(String address) {
    assertThat(fetcher.fault(address)).isNotNull();
  }

  @Test
  void aPlainHttpsAddressIsFine() {
    assertThat(fetcher.fault("https://keys.example:8443/a/jwks.json?x=1")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"})
  void nothingOfThisMachineIsAsked(String host) throws IOException {
    try (ServerSocket inside = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      inside.setSoTimeout(200);
      assertThat(fetcher.fetch("https://" + host + ":" + inside.getLocalPort() + "/")).isEmpty();
      Assertions.assertThatExceptionOfType(SocketTimeoutException.class)
          .as("somebody connected")
          .isThrownBy(inside::accept);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "[fe80::1]",
        "[fc00::1]",
        "[fd12::1]",
        "[ff02::1]"
      })
  void nothingOfOurNetworkIsAsked(String host) throws IOException {
    assertThat(KeySetFetcher.isInside(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "[2001:4860:4860::8888]"})
  void theRestIsOutside(String host) throws IOException {
    assertThat(KeySetFetcher.isInside(host)).isFalse();
  }
}
