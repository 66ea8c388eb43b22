package org.rapportfhir.server.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rapportfhir.server.support.RunningServer;

/** The sandbox's passwords are in the documentation, so only this machine reaches it. */
class SandboxAddressIT {
  private final int port = URI.create(RunningServer.get().base()).getPort();

  @Test
  void thisMachineReachesIt() throws Exception {
    assertThat(isReached(loopback(1))).isTrue();
  }

  @Test
  void othersDoNot() throws Exception {
    assertThat(addressesThatOthersSee()).noneMatch(this::isReached);
    // Also on a machine without a network: any other address of the loopback interface.
    assertThat(isReached(loopback(2))).isFalse();
  }

  private static InetAddress loopback(int last) throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  private static List<InetAddress> addressesThatOthersSee() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .toList();
  }

  private boolean isReached(InetAddress address) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2_000);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
