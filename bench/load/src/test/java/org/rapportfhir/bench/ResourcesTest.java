package org.rapportfhir.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResourcesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Practice.Booking BOOKING =
      new Practice.Booking(0, 0, Instant.parse("2026-03-04T10:00:00Z"));

  @Test
  void onlyTheVirtualBookingClaimsAnythingVirtual() throws IOException {
    JsonNode plain = JSON.readTree(Resources.plainBooking(BOOKING, "Patient/1", "Practitioner/2"));
    JsonNode virtual =
        JSON.readTree(Resources.virtualBooking(BOOKING, "Patient/1", "Practitioner/2"));

    assertThat(plain.has("meta")).isFalse();
    assertThat(serviceType(plain)).isNotEqualTo("448337001");
    assertThat(virtual.at("/meta/profile/0").asText())
        .isEqualTo("https://rapport-fhir.org/ig/StructureDefinition/telehealth-appointment");
    assertThat(serviceType(virtual)).isEqualTo("448337001");
    assertThat(virtual.get("participant")).isEqualTo(plain.get("participant"));
  }

  private static String serviceType(JsonNode appointment) {
    return appointment.at("/serviceType/0/coding/0/code").asText();
  }

  @Test
  void newcomersBundleHasTenEntriesThatReferToOneAnother() throws IOException {
    Practice practice = new Practice(new PracticeSize(1, 4, 1), 1, BOOKING.start());
    LoadedPractice loaded = new LoadedPractice(practice, List.of("c"), List.of("a", "b", "c", "d"));

    JsonNode bundle = JSON.readTree(Resources.transaction(NewcomerBundle.entries(loaded)));

    Set<String> urls = new HashSet<>();
    bundle.get("entry").forEach(entry -> urls.add(entry.get("fullUrl").asText()));
    assertThat(urls).hasSize(10);
    assertThat(bundle.at("/entry/0/request/url").asText()).isEqualTo("Patient");
    bundle
        .get("entry")
        .forEach(
            entry -> {
              JsonNode resource = entry.get("resource");
              assertThat(entry.at("/request/url")).isEqualTo(resource.get("resourceType"));
              if (resource.has("subject")) {
                assertThat(urls).contains(resource.at("/subject/reference").asText());
              }
            });
  }
}
