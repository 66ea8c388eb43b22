package org.rapportfhir.server.fhir;

/**
 * Watches a body's bytes go by and refuses text that can't be kept: what is no UTF-8 would be
 * stored as something else, and what JSON may escape but XML and PostgreSQL can't hold (control
 * characters, halves of surrogate pairs) would fail later or make a resource that doesn't read.
 * FHIR forbids document types in XML; refused here, no parser behind has to be trusted with one.
 */
final class TextCheck {
  private static final int MAX_DEPTH = 200;
  private static final String DOCUMENT_TYPE = "<!DOCTYPE";

  private final boolean json;

  private int following;
  private int lowest = 0x80;
  private int highest = 0xBF;

  private boolean inString;
  private boolean escaped;
  private int hexDigits;
  private int unit;
  private boolean lowSurrogateDue;
  private int depth;

  private int ofDocumentType;

  TextCheck(boolean json) {
    this.json = json;
  }

  /** The next byte, from 0 to 255. */
  void next(int value) {
    if (following > 0) {
      refuseUnless(value >= lowest && value <= highest);
      lowest = 0x80;
      highest = 0xBF;
      following--;
    } else if (value < 0x80) {
      if (json) {
        nextOfJson(value);
      } else {
        nextOfXml(value);
      }
    } else {
      firstOfSeveral(value);
    }
  }

  /** There are no more. */
  void end() {
    refuseUnless(following == 0);
  }

  /** Table 3-7 of the Unicode standard: neither overlong forms nor surrogates. */
  private void firstOfSeveral(int value) {
    refuseUnless(value >= 0xC2 && value <= 0xF4 && !lowSurrogateDue);
    following = value < 0xE0 ? 1 : value < 0xF0 ? 2 : 3;
    switch (value) {
      case 0xE0 -> lowest = 0xA0;
      case 0xED -> highest = 0x9F;
      case 0xF0 -> lowest = 0x90;
      case 0xF4 -> highest = 0x8F;
      default -> {} // the usual bounds
    }
  }

  private void nextOfJson(int c) {
    if (hexDigits > 0) {
      unit = unit * 16 + Math.max(0, Character.digit(c, 16)); // the parser refuses other digits
      if (--hexDigits == 0) {
        escapedUnit((char) unit);
      }
    } else if (escaped) {
      escaped = false;
      refuseUnless(c == 'u' || !lowSurrogateDue);
      if (c == 'u') {
        hexDigits = 4;
        unit = 0;
      }
    } else if (inString) {
      escaped = c == '\\';
      inString = c != '"';
      refuseUnless(escaped || !lowSurrogateDue);
    } else {
      inString = c == '"';
      nest(c);
    }
  }

  private void nextOfXml(int c) {
    if (c == DOCUMENT_TYPE.charAt(ofDocumentType)) {
      ofDocumentType++;
    } else {
      ofDocumentType = c == '<' ? 1 : 0;
    }
    if (ofDocumentType == DOCUMENT_TYPE.length()) {
      throw FhirError.BAD_BODY.refusal();
    }
  }

  private void nest(int c) {
    if (c == '{' || c == '[') {
      if (++depth > MAX_DEPTH) {
        throw FhirError.TOO_DEEP.refusal();
      }
    } else if (c == '}' || c == ']') {
      depth--;
    }
  }

  private void escapedUnit(char c) {
    boolean control = c < ' ' && c != '\t' && c != '\n' && c != '\r';
    refuseUnless(!control && Character.isLowSurrogate(c) == lowSurrogateDue);
    lowSurrogateDue = Character.isHighSurrogate(c);
  }

  private static void refuseUnless(boolean good) {
    if (!good) {
      throw FhirError.BAD_CHARACTERS.refusal();
    }
  }
}
