package org.rapportfhir.bench;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rapportfhir.bench.Practice.Booking;
import org.rapportfhir.bench.Practice.Person;
import org.rapportfhir.bench.Practice.Visit;

/**
 * The practice as FHIR R4 JSON. Values come from {@link Practice} alone and need no escaping.
 *
 * <p>What claims to be virtual is {@link #virtualBooking} only; all else is ordinary R4 that any
 * server takes.
 */
final class Resources {
  /** System of the numbers by which searches find one patient. */
  static final String NUMBERS = "https://rapport-fhir.org/bench/number";

  static final String ACT_CODES = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

  private static final String VIRTUAL_PROFILE =
      "https://rapport-fhir.org/ig/StructureDefinition/telehealth-appointment";
  // SNOMED CT: telehealth consultation, and psychotherapy.
  private static final String TELEHEALTH = "448337001";
  private static final String PSYCHOTHERAPY = "75516001";

  private Resources() {}

  static String practitioner(Person person) {
    return """
        {"resourceType":"Practitioner",
         "identifier":[{"system":"%s","value":"%s"}],
         "active":true,
         "name":[{"use":"official","family":"%s","given":["%s"]}],
         "telecom":[{"system":"phone","value":"%s","use":"work"}],
         "gender":"%s",
         "qualification":[{
           "identifier":[{"system":"https://rapport-fhir.org/bench/licence","value":"CO-%s"}],
           "code":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0360","code":"PHD"}],
                   "text":"Licensed psychologist"},
           "period":{"start":"2020-01-01","end":"2099-12-31"},
           "issuer":{"display":"Colorado State Board of Psychologist Examiners"}}]}
        """
        .formatted(
            NUMBERS,
            person.number(),
            person.family(),
            person.given(),
            person.phone(),
            person.gender(),
            person.number());
  }

  /**
   * @param id the id for an update, none for a create
   */
  static String patient(Optional<String> id, Person person, String phone, String practitioner) {
    return """
        {"resourceType":"Patient",%s
         "identifier":[{"use":"usual","system":"%s","value":"%s"}],
         "active":true,
         "name":[{"use":"official","family":"%s","given":["%s"]}],
         "telecom":[{"system":"phone","value":"%s","use":"mobile","rank":1},
                    {"system":"email","value":"%s@example.org","use":"home"}],
         "gender":"%s",
         "birthDate":"%s",
         "address":[{"use":"home","type":"both","line":["%s Example Street"],
                     "city":"Denver","state":"CO","postalCode":"80202","country":"US"}],
         "contact":[{"relationship":[{"coding":[
             {"system":"http://terminology.hl7.org/CodeSystem/v2-0131","code":"C"}]}],
           "name":{"family":"%s","given":["Robin"]},
           "telecom":[{"system":"phone","value":"+1-303-555-0199","use":"mobile"}]}],
         "communication":[{"language":{"coding":[{"system":"urn:ietf:bcp:47","code":"en-US"}]},
                           "preferred":true}],
         "generalPractitioner":[{"reference":"%s"}]}
        """
        .formatted(
            id.map(known -> "\"id\":\"" + known + "\",").orElse(""),
            NUMBERS,
            person.number(),
            person.family(),
            person.given(),
            phone,
            person.number(),
            person.gender(),
            person.birth(),
            1 + person.birth().getDayOfYear(),
            person.family(),
            practitioner);
  }

  static String fulfilledAppointment(Visit visit, String patient, String practitioner) {
    return appointment(
        "fulfilled", "", PSYCHOTHERAPY, visit.start(), visit.end(), patient, practitioner);
  }

  /** A booked appointment at which people meet in the room. */
  static String plainBooking(Booking booking, String patient, String practitioner) {
    return appointment(
        "booked", "", PSYCHOTHERAPY, booking.start(), booking.end(), patient, practitioner);
  }

  /** The same appointment, by video: it claims Rapport's profile and the telehealth service. */
  static String virtualBooking(Booking booking, String patient, String practitioner) {
    String meta = "\"meta\":{\"profile\":[\"" + VIRTUAL_PROFILE + "\"]},";
    return appointment(
        "booked", meta, TELEHEALTH, booking.start(), booking.end(), patient, practitioner);
  }

  private static String appointment(
      String status,
      String meta,
      String service,
      Instant start,
      Instant end,
      String patient,
      String practitioner) {
    return """
        {"resourceType":"Appointment",%s
         "status":"%s",
         "serviceType":[{"coding":[{"system":"http://snomed.info/sct","code":"%s"}]}],
         "start":"%s",
         "end":"%s",
         "participant":[
           {"actor":{"reference":"%s"},"required":"required","status":"accepted"},
           {"actor":{"reference":"%s"},"required":"required","status":"accepted"}]}
        """
        .formatted(meta, status, service, start, end, patient, practitioner);
  }

  /**
   * @param appointment what the visit was booked by, if it was
   */
  static String encounter(
      Visit visit, String patient, String practitioner, Optional<String> appointment) {
    return """
        {"resourceType":"Encounter",
         "status":"finished",
         "class":{"system":"%s","code":"AMB"},
         "type":[{"coding":[{"system":"http://snomed.info/sct","code":"%s"}]}],
         "subject":{"reference":"%s"},
         "participant":[{"type":[{"coding":[
             {"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"PPRF"}]}],
           "individual":{"reference":"%s"}}],%s
         "period":{"start":"%s","end":"%s"}}
        """
        .formatted(
            ACT_CODES,
            PSYCHOTHERAPY,
            patient,
            practitioner,
            appointment.map(ref -> "\"appointment\":[{\"reference\":\"" + ref + "\"}],").orElse(""),
            visit.start(),
            visit.end());
  }

  /** One answer of a questionnaire on mood, by the LOINC code of its question. */
  static String observation(
      Visit visit, String loinc, int value, String patient, String encounter) {
    return """
        {"resourceType":"Observation",
         "status":"final",
         "category":[{"coding":[
           {"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"survey"}]}],
         "code":{"coding":[{"system":"http://loinc.org","code":"%s"}]},
         "subject":{"reference":"%s"},
         "encounter":{"reference":"%s"},
         "effectiveDateTime":"%s",
         "valueInteger":%d}
        """
        .formatted(loinc, patient, encounter, visit.start(), value);
  }

  /** An entry that creates the resource. */
  static String entry(String fullUrl, String type, String resource) {
    return """
        {"fullUrl":"%s","resource":%s,"request":{"method":"POST","url":"%s"}}
        """
        .formatted(fullUrl, resource, type);
  }

  static String transaction(List<String> entries) {
    return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":["
        + String.join(",", entries)
        + "]}";
  }
}
