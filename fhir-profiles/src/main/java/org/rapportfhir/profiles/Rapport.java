package org.rapportfhir.profiles;

/** Canonical URLs of Rapport's implementation guide, and the systems it borrows. */
public final class Rapport {
  /** The guide's canonical base. */
  public static final String BASE = "https://rapport-fhir.org/ig";

  private Rapport() {}

  /** Profiles of resources. */
  public static final class Profile {
    public static final String TELEHEALTH_APPOINTMENT = structure("telehealth-appointment");
    public static final String TELEHEALTH_ENCOUNTER = structure("telehealth-encounter");

    private Profile() {}
  }

  /** Extensions: Rapport's own, and the two of R5's that it writes. */
  public static final class Ext {
    public static final String TELEHEALTH_MODIFIER = structure("telehealth-modifier");
    public static final String PLACE_OF_SERVICE = structure("place-of-service");
    public static final String MEDIA_USED = structure("media-used");
    public static final String TECHNICAL_TROUBLE = structure("technical-trouble");
    public static final String PATIENT_LOCATION = structure("patient-location");
    public static final String VISIT_ROLE = structure("visit-role");

    /** R5's Appointment.virtualService in R4. */
    public static final String APPOINTMENT_VIRTUAL_SERVICE =
        "http://hl7.org/fhir/5.0/StructureDefinition/extension-Appointment.virtualService";

    /** R5's Encounter.virtualService in R4. */
    public static final String ENCOUNTER_VIRTUAL_SERVICE =
        "http://hl7.org/fhir/5.0/StructureDefinition/extension-Encounter.virtualService";

    /** Names the type that another version of FHIR gives an element. */
    public static final String DATATYPE = "http://hl7.org/fhir/StructureDefinition/_datatype";

    private Ext() {}
  }

  /** Code systems: Rapport's own, and those of others that its resources use. */
  public static final class Codes {
    public static final String VISIT_ROLE = codeSystem("visit-role");
    public static final String MEDIA_MODALITY = codeSystem("media-modality");
    public static final String TECHNICAL_TROUBLE_KIND = codeSystem("technical-trouble-kind");
    public static final String PLACE_KIND = codeSystem("place-kind");
    public static final String VIRTUAL_SERVICE_TYPE = codeSystem("virtual-service-type");

    /** CPT, of which only code numbers may stand in a resource, never a display. */
    public static final String CPT = "http://www.ama-assn.org/go/cpt";

    /** HCPCS Level II. */
    public static final String HCPCS = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";

    /** The place of service codes that CMS maintains. */
    public static final String PLACE_OF_SERVICE =
        "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set";

    /** The postal codes of US states and territories. */
    public static final String USPS = "https://www.usps.com/";

    /** Holds the class VR of every virtual Encounter. */
    public static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    public static final String PARTICIPATION_TYPE =
        "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

    /** R4's own participant types, of which an interpreter is one. */
    public static final String PARTICIPANT_TYPE =
        "http://terminology.hl7.org/CodeSystem/participant-type";

    private Codes() {}
  }

  /** Value sets of Rapport's own. */
  public static final class Values {
    public static final String VISIT_ROLE = valueSet("visit-role");
    public static final String MEDIA_MODALITY = valueSet("media-modality");
    public static final String TECHNICAL_TROUBLE_KIND = valueSet("technical-trouble-kind");
    public static final String PLACE_KIND = valueSet("place-kind");
    public static final String VIRTUAL_SERVICE_TYPE = valueSet("virtual-service-type");
    public static final String TELEHEALTH_MODIFIER = valueSet("telehealth-modifier");
    public static final String TELEHEALTH_PLACE_OF_SERVICE =
        valueSet("telehealth-place-of-service");
    public static final String US_STATE = valueSet("us-state");

    private Values() {}
  }

  /** Identifier systems. */
  public static final class Sid {
    /** A visit, by the id its Encounter has. */
    public static final String VISIT = BASE + "/sid/visit";

    private Sid() {}
  }

  private static String structure(String id) {
    return BASE + "/StructureDefinition/" + id;
  }

  private static String codeSystem(String id) {
    return BASE + "/CodeSystem/" + id;
  }

  private static String valueSet(String id) {
    return BASE + "/ValueSet/" + id;
  }
}
