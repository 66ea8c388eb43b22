package org.rapportfhir.server.smart;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Where somebody tries to sign in from, as the connection says, or the proxy that the server is set
 * to believe. Of IPv6 only the network counts: one machine chooses among all addresses of it.
 */
final class SourceAddress {
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final int NETWORK_BYTES = 8;
  private static final int MAX_CHARS = 64;

  private SourceAddress() {}

  static String of(Authentication asked) {
    return asked.getDetails() instanceof WebAuthenticationDetails details
            && details.getRemoteAddress() != null
        ? network(details.getRemoteAddress())
        : "";
  }

  /**
   * A header's text may come in here: what isn't an address stays what it is, and is not looked up.
   */
  static String network(String address) {
    if (IPV6.matcher(address).matches()) {
      try {
        if (InetAddress.getByName(address) instanceof Inet6Address ipv6) {
          byte[] bytes = ipv6.getAddress();
          Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
          return InetAddress.getByAddress(bytes).getHostAddress();
        }
      } catch (UnknownHostException noAddress) {
        return address.substring(0, Math.min(address.length(), MAX_CHARS));
      }
    }
    return address.substring(0, Math.min(address.length(), MAX_CHARS));
  }
}
