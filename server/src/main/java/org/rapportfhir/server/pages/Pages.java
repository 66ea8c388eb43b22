package org.rapportfhir.server.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Built pages by name, from the class path. */
@Component
public class Pages {
  private final Map<String, byte[]> loaded = new ConcurrentHashMap<>();

  /**
   * The page with this status. The page itself holds no data, so that it may be the same for all.
   */
  public ResponseEntity<byte[]> page(String name, int status) {
    return ResponseEntity.status(status)
        .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
        .cacheControl(CacheControl.noStore())
        .body(loaded.computeIfAbsent(name, Pages::load));
  }

  private static byte[] load(String name) {
    try (InputStream page = Pages.class.getResourceAsStream("/web/" + name)) {
      if (page == null) {
        throw new IllegalStateException(
            "The page " + name + " was not built; run npm run build in server/src/main/web");
      }
      return page.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
