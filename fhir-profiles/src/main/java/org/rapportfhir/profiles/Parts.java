package org.rapportfhir.profiles;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Type;

/** Reads and replaces extensions in a list of them: the list of an element, or of an extension. */
final class Parts {
  private Parts() {}

  static Optional<Extension> only(List<Extension> extensions, String url) {
    List<Extension> found = all(extensions, url);
    if (found.size() > 1) throw new MalformedExtensionException(url, "there is more than one");
    return found.stream().findFirst();
  }

  static List<Extension> all(List<Extension> extensions, String url) {
    return extensions.stream().filter(extension -> url.equals(extension.getUrl())).toList();
  }

  static void replace(List<Extension> extensions, Extension extension) {
    remove(extensions, extension.getUrl());
    extensions.add(extension);
  }

  static void remove(List<Extension> extensions, String url) {
    extensions.removeIf(extension -> url.equals(extension.getUrl()));
  }

  /** The value of an extension that must have one of this type. */
  static <T extends Type> T value(Extension extension, Class<T> type) {
    return typed(extension, extension.getUrl(), type);
  }

  /** The value of a part that must be there. */
  static <T extends Type> T part(Extension whole, String name, Class<T> type) {
    return optionalPart(whole, name, type)
        .orElseThrow(() -> new MalformedExtensionException(whole.getUrl(), name + " is missing"));
  }

  static <T extends Type> Optional<T> optionalPart(Extension whole, String name, Class<T> type) {
    return only(whole.getExtension(), name).map(part -> typed(part, whole.getUrl(), type));
  }

  /** The concept of a part that must be there. */
  static <E extends Enum<E> & Coded> E concept(Extension whole, String name, Class<E> concepts) {
    return concept(part(whole, name, CodeType.class), whole.getUrl(), concepts);
  }

  static <E extends Enum<E> & Coded> E concept(CodeType code, String url, Class<E> concepts) {
    return Coded.of(concepts, code.getCode())
        .orElseThrow(() -> new MalformedExtensionException(url, "unknown code " + code.getCode()));
  }

  private static <T extends Type> T typed(Extension extension, String url, Class<T> type) {
    if (type.isInstance(extension.getValue())) return type.cast(extension.getValue());
    throw new MalformedExtensionException(url, "no value of type " + type.getSimpleName());
  }
}
