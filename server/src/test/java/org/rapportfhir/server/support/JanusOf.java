package org.rapportfhir.server.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads off an embedded Janus's own configuration how another node reaches it. */
final class JanusOf {
  private JanusOf() {}

  static List<String> settingsToReach(Path janus) {
    Path conf = janus.resolve("conf");
    String http = read(conf.resolve("janus.transport.http.jcfg"));
    String core = read(conf.resolve("janus.jcfg"));
    String rooms = read(conf.resolve("janus.plugin.videoroom.jcfg"));
    return List.of(
        "--rapport.video.embedded=false",
        "--rapport.video.api-url=http://127.0.0.1:" + value(http, "port") + "/janus",
        "--rapport.video.admin-url=http://127.0.0.1:" + value(http, "admin_port") + "/admin",
        "--rapport.video.api-secret=" + value(core, "api_secret"),
        "--rapport.video.admin-secret=" + value(core, "admin_secret"),
        "--rapport.video.admin-key=" + value(rooms, "admin_key"));
  }

  private static String value(String configuration, String key) {
    Matcher found =
        Pattern.compile("(?m)^\\s*" + key + "\\s*=\\s*\"?([^\"\\s]+)").matcher(configuration);
    if (!found.find()) {
      throw new IllegalStateException(key + " is not in Janus's configuration");
    }
    return found.group(1);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
