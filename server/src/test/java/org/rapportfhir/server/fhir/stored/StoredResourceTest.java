package org.rapportfhir.server.fhir.stored;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

class StoredResourceTest {

  private static final FhirContext FHIR = FhirContext.forR4Cached();
  private static final String BASE = "https://rapport.example/fhir";

  @Property(tries = 300)
  void theTextWithItsIdentityIsWhatHapiWouldWrite(@ForAll("resources") Resource resource) {
    StoredResource stored = stored(resource);

    assertThat(stored.showsAsStored(BASE)).isTrue();
    assertThat(stored.json()).isEqualTo(written(stored));
  }

  @Example
  void aResourceOfNothingButItsTypeIsWhole() {
    StoredResource stored =
        new StoredResource("Patient", "a", 1, Instant.EPOCH, "{\"resourceType\":\"Patient\"}");

    // Not HAPI's form, which has a comma there; whoever stored this is answered by HAPI itself.
    assertThat(stored.showsAsStored(BASE)).isFalse();
  }

  @Example
  void ourOwnAddressInAReferenceIsLeftToHapiWhichShortensIt() {
    Patient patient = new Patient();
    patient.getManagingOrganization().setReference(BASE + "/Organization/1");

    assertThat(stored(patient).showsAsStored(BASE)).isFalse();
  }

  @Example
  void aMetaWithAnExtensionOrAnIdOfItsOwnIsLeftToHapi() {
    Patient extended = new Patient();
    extended.getMeta().addExtension("https://example.org/x", new StringType("y"));
    Patient named = new Patient();
    named.getMeta().setId("m");

    assertThat(stored(extended).showsAsStored(BASE)).isFalse();
    assertThat(stored(named).showsAsStored(BASE)).isFalse();
  }

  @Provide
  Arbitrary<Resource> resources() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .ofMinLength(1)
            .ofMaxLength(20)
            .excludeChars('\0')
            .filter(value -> !value.isBlank());
    Arbitrary<Meta> meta =
        Combinators.combine(
                Arbitraries.of(true, false),
                Arbitraries.of(true, false),
                Arbitraries.of(true, false))
            .as(StoredResourceTest::meta);
    Arbitrary<Resource> patients =
        Combinators.combine(meta, text, text, Arbitraries.of(true, false))
            .as(StoredResourceTest::patient);
    Arbitrary<Resource> observations =
        Combinators.combine(meta, text, Arbitraries.bigDecimals().ofScale(3))
            .as(StoredResourceTest::observation);
    return Arbitraries.oneOf(List.of(patients, observations));
  }

  private static Meta meta(boolean profile, boolean security, boolean tag) {
    Meta meta = new Meta();
    if (profile) {
      meta.addProfile("https://rapport-fhir.org/ig/StructureDefinition/telehealth-encounter");
    }
    if (security) {
      meta.addSecurity(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "PSY", null));
    }
    if (tag) {
      meta.addTag("https://example.org/tag", "a\"b", "c");
    }
    return meta;
  }

  private static Resource patient(Meta meta, String family, String note, boolean more) {
    Patient patient = new Patient();
    patient.setMeta(meta);
    patient.addName().setFamily(family);
    patient.addExtension("https://example.org/note", new StringType(note));
    if (more) {
      patient.setLanguage("en");
      patient.getText().setDivAsString("<div>&lt;b&gt; \u00e9 \ud83d\ude00</div>");
      patient.getBirthDateElement().addExtension("https://example.org/about", new StringType(note));
      patient.addContained(new Patient().addName(patient.getNameFirstRep().copy()).setId("c"));
      patient.addLink().getOther().setReference("#c");
    }
    return patient;
  }

  private static Resource observation(Meta meta, String text, BigDecimal value) {
    Observation observation = new Observation();
    observation.setMeta(meta);
    observation.getCode().setText(text);
    observation.setValue(new Quantity().setValue(value).setUnit(text));
    return observation;
  }

  /** As HAPI stores: everything but id, version and time. */
  private static StoredResource stored(Resource resource) {
    String text = FHIR.newJsonParser().encodeResourceToString(resource);
    // With inline tags HAPI's text always has a meta, be it empty.
    String type = resource.fhirType();
    String head = "{\"resourceType\":\"" + type + "\",";
    if (!text.startsWith(head + "\"meta\"")) {
      text = head + "\"meta\":{}," + text.substring(head.length());
    }
    return new StoredResource(type, "id-1", 7, Instant.ofEpochMilli(1_700_000_000_123L), text);
  }

  /** As HAPI shows: parsed, given its identity, and encoded again. */
  private static String written(StoredResource stored) {
    Resource resource = (Resource) FHIR.newJsonParser().parseResource(stored.text());
    resource.setId(new IdType(stored.type(), stored.id(), Long.toString(stored.version())));
    resource.getMeta().setVersionId(Long.toString(stored.version()));
    resource.getMeta().setLastUpdated(Date.from(stored.updated()));
    return FHIR.newJsonParser().encodeResourceToString(resource);
  }
}
