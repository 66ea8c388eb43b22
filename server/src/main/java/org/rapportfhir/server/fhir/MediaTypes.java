package org.rapportfhir.server.fhir;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Media types as HAPI tells them apart: parameters say nothing about what the body is. */
final class MediaTypes {
  private MediaTypes() {}

  /** In small letters; empty for none. */
  static String withoutParameters(@Nullable String contentType) {
    String type = contentType == null ? "" : contentType;
    int parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }
}
