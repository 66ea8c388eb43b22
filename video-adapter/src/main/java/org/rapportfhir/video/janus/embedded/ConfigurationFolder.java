package org.rapportfhir.video.janus.embedded;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes Janus's configuration and picks its modules. Janus loads every module that it finds in a
 * folder, so it gets folders of its own with links to those that Rapport uses, whatever else is
 * installed.
 */
final class ConfigurationFolder {
  private static final String TEMPLATES = "/org/rapportfhir/video/janus/conf/";
  private static final List<String> FILES =
      List.of(
          "janus.jcfg",
          "janus.transport.http.jcfg",
          "janus.plugin.videoroom.jcfg",
          "janus.plugin.echotest.jcfg",
          "janus.eventhandler.sampleevh.jcfg");
  private static final List<String> MODULES =
      List.of(
          "plugins/libjanus_videoroom.so",
          "plugins/libjanus_echotest.so",
          "transports/libjanus_http.so",
          "events/libjanus_sampleevh.so");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+)}");

  private final JanusProcessSettings settings;
  private final Path conf;
  private final Path modules;

  ConfigurationFolder(JanusProcessSettings settings) {
    this.settings = settings;
    this.conf = settings.directory().resolve("conf");
    this.modules = settings.directory().resolve("modules");
  }

  Path conf() {
    return conf;
  }

  Path mainFile() {
    return conf.resolve("janus.jcfg");
  }

  /** Writes all anew; only the owner may read it, as it has secrets. */
  void write() throws IOException {
    Files.createDirectories(conf);
    Files.setPosixFilePermissions(conf, PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(modules.resolve("loggers"));
    for (String module : MODULES) {
      link(module);
    }
    Map<String, String> values = values();
    for (String file : FILES) {
      Files.writeString(conf.resolve(file), render(template(file), values));
    }
  }

  /**
   * Fills in the placeholders.
   *
   * @throws IllegalArgumentException when a value is missing, or can't stand in a quoted string
   */
  static String render(String template, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), values)));
  }

  private static String value(String name, Map<String, String> values) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("No value for " + name);
    }
    if (value.chars().anyMatch(c -> c < ' ' || c == '"' || c == '\\')) {
      throw new IllegalArgumentException(name + " has a quote, backslash or control character");
    }
    return value;
  }

  private Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    values.put("CONFIG_FOLDER", conf.toString());
    values.put("PLUGINS_FOLDER", modules.resolve("plugins").toString());
    values.put("TRANSPORTS_FOLDER", modules.resolve("transports").toString());
    values.put("EVENTS_FOLDER", modules.resolve("events").toString());
    values.put("LOGGERS_FOLDER", modules.resolve("loggers").toString());
    values.put("API_IP", settings.ip());
    values.put("API_PORT", String.valueOf(settings.apiPort()));
    values.put("ADMIN_PORT", String.valueOf(settings.adminPort()));
    values.put("API_SECRET", settings.apiSecret());
    values.put("ADMIN_SECRET", settings.adminSecret());
    values.put("ADMIN_KEY", settings.adminKey());
    PortRange ports = settings.mediaPorts();
    values.put("RTP_PORT_RANGE", ports.first() + "-" + ports.last());
    EventTarget events = settings.events();
    values.put("EVENTS_ENABLED", String.valueOf(events != null));
    values.put("EVENTS_BACKEND", events == null ? "" : events.url().toString());
    values.put("EVENTS_USER", events == null ? "" : events.user());
    values.put("EVENTS_PASSWORD", events == null ? "" : events.password());
    return values;
  }

  private void link(String module) throws IOException {
    Path link = modules.resolve(module);
    Files.createDirectories(link.getParent());
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, settings.installation().modules().resolve(module));
  }

  private static String template(String file) throws IOException {
    try (InputStream in = ConfigurationFolder.class.getResourceAsStream(TEMPLATES + file)) {
      if (in == null) {
        throw new FileNotFoundException(TEMPLATES + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
