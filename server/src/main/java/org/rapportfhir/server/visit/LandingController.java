package org.rapportfhir.server.visit;

import java.util.Map;
import org.rapportfhir.server.pages.Pages;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The link that stands in the record: no secret, and the same answer for every id. */
@RestController
final class LandingController {
  private final Pages pages;
  private final FreshLinks links;

  LandingController(Pages pages, FreshLinks links) {
    this.pages = pages;
    this.links = links;
  }

  @GetMapping("/visit/{id}")
  ResponseEntity<byte[]> page(@PathVariable String id) {
    return pages.page("visit.html", 200);
  }

  @PostMapping("/visit/{id}/link")
  ResponseEntity<Map<String, Object>> send(@PathVariable String id) {
    links.sendForVisit(id);
    return ResponseEntity.accepted().body(Map.of());
  }
}
