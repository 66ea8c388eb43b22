package org.rapportfhir.server.visit;

/** How far a person has come. */
public enum PersonState {
  EXPECTED("expected"),
  /** Opened the link. */
  OPENED("opened"),
  /** Checked in and waits to be let in. */
  READY("ready"),
  /** Was let in; whether media flows is in {@link Person#presences}. */
  ADMITTED("in-call"),
  LEFT("left"),
  DECLINED("declined"),
  /** Was put out by the clinician; must be invited again. */
  REMOVED("left"),
  /** The invitation was taken back; must be invited again. */
  UNINVITED("left");

  private final String deskWord;

  PersonState(String deskWord) {
    this.deskWord = deskWord;
  }

  /** The desk's word, of the few it has. */
  String deskWord() {
    return deskWord;
  }
}
