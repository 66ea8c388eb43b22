package org.rapportfhir.server.visit;

/**
 * For a feature that must act when a visit is over. It is called in the transaction that ends the
 * visit: both are stored, or neither.
 */
public interface VisitEndListener {

  /** Called once, when the visit has just been ended or cancelled. */
  void visitIsOver(Visit visit);
}
