package org.rapportfhir.server.pages;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The answer to what nobody else has answered, outside of {@code /fhir}: a page for people, for
 * programs {@code {"error":"not-found"}} and the like. Neither tells the address, which may be
 * somebody's personal link, nor what went wrong inside.
 */
@RestController
final class ErrorPages implements ErrorController {
  private final Pages pages;

  ErrorPages(Pages pages) {
    this.pages = pages;
  }

  @RequestMapping("/error")
  ResponseEntity<?> error(HttpServletRequest request) {
    HttpStatus status = status(request);
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    if (accept != null && accept.contains(MediaType.TEXT_HTML_VALUE)) {
      return pages.page("problem.html", status.value());
    }
    String code = status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("error", code));
  }

  /** Who asks for the address itself finds nothing there. */
  private static HttpStatus status(HttpServletRequest request) {
    Object told = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus status = told instanceof Integer code ? HttpStatus.resolve(code) : null;
    return status == null ? HttpStatus.NOT_FOUND : status;
  }
}
