package org.rapportfhir.bench;

/** The run can't go on: a target is out of reach or refuses the practice. */
final class BenchFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BenchFailure(String message) {
    super(message);
  }
}
