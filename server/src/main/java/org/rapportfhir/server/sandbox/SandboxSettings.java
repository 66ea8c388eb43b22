package org.rapportfhir.server.sandbox;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param sandboxPassword what the made-up clinicians sign in with; read when their accounts are
 *     made, and not again
 */
@ConfigurationProperties("rapport")
record SandboxSettings(@DefaultValue("sandbox") String sandboxPassword) {

  /** Without the password: this may end up in a log. */
  @Override
  public String toString() {
    return "SandboxSettings[]";
  }
}
