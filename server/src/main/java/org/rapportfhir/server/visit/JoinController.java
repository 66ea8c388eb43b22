package org.rapportfhir.server.visit;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.server.fhir.RapportException;
import org.rapportfhir.server.pages.Pages;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One person's page; the contract is docs/page-api.md, "Join". */
@RestController
@RequestMapping("/join/{token}")
final class JoinController {
  private final Joining joining;
  private final Pages pages;
  private final FreshLinks freshLinks;
  private final RapportSettings settings;
  private final SecureRandom random = new SecureRandom();

  JoinController(Joining joining, Pages pages, FreshLinks freshLinks, RapportSettings settings) {
    this.joining = joining;
    this.pages = pages;
    this.freshLinks = freshLinks;
    this.settings = settings;
  }

  /** The page's check-in. */
  record CheckIn(
      @Nullable PlaceAnswer place, @Nullable Devices devices, @Nullable Boolean takeOver) {}

  /** Home, or somewhere else with state and address. */
  record PlaceAnswer(@Nullable String at, @Nullable String state, @Nullable String address) {}

  record Reply(@Nullable String text) {}

  record Feedback(@Nullable String rating, @Nullable String text) {}

  /** Opening a link changes nothing that matters: mail scanners open links, too. */
  @GetMapping
  ResponseEntity<byte[]> page(
      @PathVariable String token,
      @CookieValue(name = Joining.DEVICE_COOKIE, required = false) @Nullable String device) {
    return joining.find(token, device).isPresent()
        ? pages.page("join.html", 200)
        : pages.page("link-ended.html", 404);
  }

  @GetMapping("/state")
  JoinState state(
      @PathVariable String token,
      @CookieValue(name = Joining.DEVICE_COOKIE, required = false) @Nullable String device) {
    return joining.state(token, device);
  }

  @PostMapping("/check-in")
  JoinState checkIn(
      @PathVariable String token,
      @CookieValue(name = Joining.DEVICE_COOKIE, required = false) @Nullable String device,
      @RequestBody CheckIn body,
      HttpServletResponse response) {
    String held = device != null ? device : newDevice();
    JoinState state = joining.checkIn(token, held, body);
    response.addHeader(HttpHeaders.SET_COOKIE, cookie(token, held));
    return state;
  }

  @PostMapping("/take-over")
  JoinState takeOver(
      @PathVariable String token,
      @CookieValue(name = Joining.DEVICE_COOKIE, required = false) @Nullable String device,
      HttpServletResponse response) {
    String held = device != null ? device : newDevice();
    JoinState state = joining.takeOver(token, held);
    response.addHeader(HttpHeaders.SET_COOKIE, cookie(token, held));
    return state;
  }

  @PostMapping("/replies")
  ResponseEntity<Void> reply(
      @PathVariable String token,
      @CookieValue(name = Joining.DEVICE_COOKIE, required = false) @Nullable String device,
      @RequestBody Reply body) {
    joining.reply(token, device, Optional.ofNullable(body.text()).orElse(""));
    return ResponseEntity.noContent().build();
  }

  @PostMapping("/leave")
  ResponseEntity<Void> leave(
      @PathVariable String token,
      @CookieValue(name = Joining.DEVICE_COOKIE, required = false) @Nullable String device) {
    joining.leave(token, device);
    return ResponseEntity.noContent().build();
  }

  @PostMapping("/feedback")
  ResponseEntity<Void> feedback(
      @PathVariable String token,
      @CookieValue(name = Joining.DEVICE_COOKIE, required = false) @Nullable String device,
      @RequestBody Feedback body) {
    joining.feedback(token, device, Optional.ofNullable(body.rating()).orElse(""), body.text());
    return ResponseEntity.noContent().build();
  }

  /** Always the same answer, whatever the token was. */
  @PostMapping("/new-link")
  ResponseEntity<Map<String, Object>> newLink(@PathVariable String token) {
    freshLinks.sendForToken(token);
    return ResponseEntity.accepted().body(Map.of());
  }

  @ExceptionHandler(RapportException.class)
  ResponseEntity<Map<String, String>> refused(RapportException refusal) {
    return ResponseEntity.status(refusal.error().status())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(Map.of("error", refusal.error().code()));
  }

  private String newDevice() {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /** A session cookie that only this link's page sends back: nothing stays on the device. */
  private String cookie(String token, String device) {
    return ResponseCookie.from(Joining.DEVICE_COOKIE, device)
        .path("/join/" + token)
        .httpOnly(true)
        .sameSite("Strict")
        .secure("https".equals(settings.baseUrl().getScheme()))
        .build()
        .toString();
  }

  static @Nullable String deviceOf(HttpServletRequest request) {
    if (request.getCookies() != null) {
      for (Cookie cookie : request.getCookies()) {
        if (Joining.DEVICE_COOKIE.equals(cookie.getName())) {
          return cookie.getValue();
        }
      }
    }
    return null;
  }
}
