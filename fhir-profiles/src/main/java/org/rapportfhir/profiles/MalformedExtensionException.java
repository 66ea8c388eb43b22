package org.rapportfhir.profiles;

/** An extension of this guide's is there but doesn't hold what its definition asks for. */
public final class MalformedExtensionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String url;

  MalformedExtensionException(String url, String complaint) {
    super("Extension " + url + ": " + complaint);
    this.url = url;
  }

  /** The canonical URL of the extension. */
  public String url() {
    return url;
  }
}
