package org.rapportfhir.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Rapport. */
@SpringBootApplication
public class RapportApplication {
  public static void main(String[] args) {
    SpringApplication.run(RapportApplication.class, args);
  }
}
