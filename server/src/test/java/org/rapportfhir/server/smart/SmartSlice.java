package org.rapportfhir.server.smart;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/** Runs sign-in, tokens and scope rules over real HTTP and PostgreSQL, without the rest. */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = SmartSliceApplication.class,
    webEnvironment = WebEnvironment.DEFINED_PORT,
    properties = {
      "rapport.sandbox=true",
      "rapport.sandbox-cli-secret=" + SmartSlice.CLI_SECRET,
      "rapport.secret-key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
      "management.health.elasticsearch.enabled=false",
      "spring.flyway.schemas=rapport",
      "spring.flyway.default-schema=rapport"
    })
@ContextConfiguration(initializers = FreePort.class)
@interface SmartSlice {
  String CLI_SECRET = "secret-of-this-test";
}
