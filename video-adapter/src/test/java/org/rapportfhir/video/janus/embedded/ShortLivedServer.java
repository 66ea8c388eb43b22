package org.rapportfhir.video.janus.embedded;

import java.nio.file.Path;

/**
 * A program that starts Janus, prints its pid, and ends without closing it; with a fourth argument
 * it doesn't end by itself.
 */
final class ShortLivedServer {
  private ShortLivedServer() {}

  public static void main(String[] args) throws InterruptedException {
    JanusProcess janus =
        JanusProcess.start(
            new JanusProcessSettings(
                Path.of(args[0]),
                JanusInstallation.find(),
                Integer.parseInt(args[1]),
                Integer.parseInt(args[2]),
                new PortRange(23_000, 23_099),
                "api-secret-of-the-test",
                "admin-secret-of-the-test",
                "admin-key-of-the-test",
                null));
    System.out.println(janus.pid());
    if (args.length > 3) {
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
