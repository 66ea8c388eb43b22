package org.rapportfhir.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Takes a picture of a page, into {@code docs/pictures} with {@code
 * -Drapport.pictures=../docs/pictures}, and lets axe look at it.
 */
final class Looks {
  private static final Path PICTURES =
      Path.of(System.getProperty("rapport.pictures", "target/pictures"));
  private static final Path AXE = Path.of("src/main/web/node_modules/axe-core/axe.min.js");
  private static final String VIOLATIONS =
      "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
          + ".map(v => ({rule: v.id, at: v.nodes.map(n => n.target.join(' ')).join(', ')}))";

  private final String kind;
  private final String axe;

  /** For pages of this width and color scheme. */
  Looks(int width, Object scheme) {
    kind = "-" + width + "-" + scheme.toString().toLowerCase(Locale.ROOT);
    try {
      axe = Files.readString(AXE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void at(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + kind + ".png")));
    page.evaluate(axe);
    assertThat((List<?>) page.evaluate(VIOLATIONS)).as(name + kind).isEqualTo(List.of());
  }
}
