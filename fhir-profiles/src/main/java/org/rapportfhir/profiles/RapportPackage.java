package org.rapportfhir.profiles;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Resource;

/**
 * The conformance resources that this jar carries, with snapshots.
 *
 * <p>Each call reads the classpath anew and hands out resources that the caller may change.
 */
public final class RapportPackage {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RapportPackage() {}

  /** Rapport's own: what the FHIR package {@code rapport.telehealth} holds. */
  public static List<MetadataResource> conformance(FhirContext r4) {
    return load(r4, "package").map(MetadataResource.class::cast).toList();
  }

  /**
   * Structures of others that validation needs, under their own canonicals: R5's virtualService for
   * R4, and a fragment of the place of service codes. Leave them out where the packages they come
   * from are installed.
   */
  public static List<MetadataResource> borrowed(FhirContext r4) {
    return load(r4, "borrowed").map(MetadataResource.class::cast).toList();
  }

  /** Valid examples of each profile, and the people they refer to. */
  public static List<Resource> examples(FhirContext r4) {
    return load(r4, "example").toList();
  }

  /**
   * Rapport's own and the borrowed resources, for a validation support chain. The value sets need
   * an in-memory terminology support in the same chain, and nothing from outside.
   */
  public static PrePopulatedValidationSupport validationSupport(FhirContext r4) {
    var support = new PrePopulatedValidationSupport(r4);
    Stream.concat(conformance(r4).stream(), borrowed(r4).stream()).forEach(support::addResource);
    return support;
  }

  private static Stream<Resource> load(FhirContext r4, String folder) {
    JsonNode files = read(folder + "/.index.json", JSON::readTree).path("files");
    return StreamSupport.stream(files.spliterator(), false)
        .map(file -> folder + "/" + file.path("filename").asText())
        .map(path -> read(path, in -> (Resource) r4.newJsonParser().parseResource(in)));
  }

  private static <T> T read(String path, Reading<T> reading) {
    try (InputStream in = RapportPackage.class.getResourceAsStream(path)) {
      if (in == null) throw new IOException("not on the classpath: " + path);
      return reading.of(in);
    } catch (IOException broken) {
      throw new UncheckedIOException("This jar is incomplete", broken);
    }
  }

  private interface Reading<T> {
    T of(InputStream in) throws IOException;
  }
}
