package org.rapportfhir.server.smart;

import ca.uhn.fhir.context.FhirContext;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/**
 * A search that stands where a resource is meant, such as {@code Patient?identifier=1}: a request's
 * condition, or a reference that storage replaces by what it finds.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#trules">R4, conditional references</a>
 */
record MatchUrl(String value) {

  /** Those among the resource's references, also in what it contains and in extensions. */
  static Stream<MatchUrl> referencesOf(IBaseResource resource, FhirContext fhir) {
    return fhir
        .newTerser()
        .getAllPopulatedChildElementsOfType(resource, IBaseReference.class)
        .stream()
        .map(reference -> reference.getReferenceElement().getValue())
        .filter(reference -> reference != null && reference.indexOf('?') >= 0)
        .map(MatchUrl::new);
  }

  /** What is searched, as storage understands it; null when the URL begins with its query. */
  @Nullable String type() {
    String path = value.substring(0, Math.max(0, value.indexOf('?')));
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    String type = path.substring(path.lastIndexOf('/') + 1);
    return type.isEmpty() ? null : type;
  }
}
