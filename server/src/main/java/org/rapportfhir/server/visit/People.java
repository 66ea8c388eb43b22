package org.rapportfhir.server.visit;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.jspecify.annotations.Nullable;

/** What the pages need to know of people, from the FHIR store, remembered for a minute. */
final class People {
  private final DaoRegistry daos;
  private final Cache<String, Contact> cache =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(1)).build();

  People(DaoRegistry daos) {
    this.daos = daos;
  }

  /**
   * One person.
   *
   * @param given the name to speak to the person by
   * @param phone E.164 or as written; null for none
   * @param language {@code en} or {@code es}
   * @param state USPS code of the home address
   */
  record Contact(
      String name,
      String given,
      @Nullable String phone,
      @Nullable String email,
      String language,
      @Nullable String state) {

    String initials() {
      var letters = new StringBuilder();
      for (String word : name.split("\\s+", -1)) {
        if (!word.isEmpty() && letters.length() < 2) {
          letters.appendCodePoint(word.codePointAt(0));
        }
      }
      return letters.toString();
    }

    @Nullable String phoneEnding() {
      String digits = phone == null ? "" : phone.replaceAll("\\D", "");
      return digits.length() < 4 ? null : digits.substring(digits.length() - 2);
    }
  }

  Contact of(String reference) {
    return cache.get(reference, this::load);
  }

  private Contact load(String reference) {
    var id = new IdType(reference);
    try {
      IBaseResource found =
          daos.getResourceDao(id.getResourceType()).read(id, new SystemRequestDetails());
      return contact(found);
    } catch (ResourceNotFoundException | ResourceGoneException gone) {
      return new Contact("Someone", "Someone", null, null, "en", null);
    }
  }

  private Contact contact(IBaseResource person) {
    if (person instanceof Patient p) {
      boolean spanish =
          p.getCommunication().stream()
              .anyMatch(
                  c ->
                      c.getPreferred()
                          && c.getLanguage().getCoding().stream()
                              .anyMatch(l -> l.hasCode() && l.getCode().startsWith("es")));
      return contact(p.getName(), p.getTelecom(), p.getAddress(), spanish ? "es" : "en");
    }
    if (person instanceof Practitioner p) {
      return contact(p.getName(), p.getTelecom(), p.getAddress(), "en");
    }
    if (person instanceof RelatedPerson p) {
      return contact(p.getName(), p.getTelecom(), p.getAddress(), "en");
    }
    if (person instanceof PractitionerRole role
        && role.getPractitioner().getReferenceElement().hasIdPart()) {
      return of(role.getPractitioner().getReference());
    }
    return new Contact("Someone", "Someone", null, null, "en", null);
  }

  private static Contact contact(
      List<HumanName> names, List<ContactPoint> telecom, List<Address> addresses, String language) {
    HumanName name =
        names.stream()
            .filter(n -> n.getUse() == HumanName.NameUse.USUAL)
            .findFirst()
            .or(() -> names.stream().findFirst())
            .orElseGet(() -> new HumanName().setText("Someone"));
    String given =
        name.hasGiven() ? name.getGiven().get(0).getValue() : name.getNameAsSingleString();
    String full = name.hasFamily() ? given + " " + name.getFamily() : name.getNameAsSingleString();
    return new Contact(
        full,
        given,
        value(telecom, ContactPointSystem.PHONE).orElse(null),
        value(telecom, ContactPointSystem.EMAIL).orElse(null),
        language,
        addresses.stream()
            .filter(Address::hasState)
            .map(Address::getState)
            .findFirst()
            .orElse(null));
  }

  private static Optional<String> value(List<ContactPoint> telecom, ContactPointSystem system) {
    return telecom.stream()
        .filter(t -> t.getSystem() == system && t.hasValue())
        .map(ContactPoint::getValue)
        .findFirst();
  }
}
