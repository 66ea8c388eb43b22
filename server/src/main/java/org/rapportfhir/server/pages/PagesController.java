package org.rapportfhir.server.pages;

import java.time.Duration;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Pages that are the same for everybody, and the assets of all pages. */
@RestController
final class PagesController {
  private final Pages pages;
  private final RapportSettings settings;

  PagesController(Pages pages, RapportSettings settings) {
    this.pages = pages;
    this.settings = settings;
  }

  /** How the practice appears to clients; pages without a link show it too. */
  record Practice(String name, String phone) {}

  @GetMapping("/practice")
  Practice practice() {
    return new Practice(settings.practice().name(), settings.practice().phone());
  }

  @GetMapping("/")
  ResponseEntity<byte[]> home() {
    return pages.page("index.html", 200);
  }

  @GetMapping({"/desk", "/desk/callback", "/desk/launch"})
  ResponseEntity<byte[]> desk() {
    return pages.page("desk.html", 200);
  }

  @GetMapping("/consent")
  ResponseEntity<byte[]> consent() {
    return pages.page("consent.html", 200);
  }

  @GetMapping("/sign-in")
  ResponseEntity<byte[]> signIn() {
    return pages.page("sign-in.html", 200);
  }

  /** Hashed names never change their content. */
  @Configuration(proxyBeanMethods = false)
  static class Assets implements WebMvcConfigurer {
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
      registry
          .addResourceHandler(
              "/assets/{name:icon\\.svg|old-browser\\.js|licences\\.txt|smart-style\\.json}")
          .addResourceLocations("classpath:/web/assets/")
          .setCacheControl(CacheControl.noCache());
      registry
          .addResourceHandler("/assets/**")
          .addResourceLocations("classpath:/web/assets/")
          .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
      registry
          .addResourceHandler("/favicon.ico", "/icon.svg")
          .addResourceLocations("classpath:/web/");
    }
  }
}
