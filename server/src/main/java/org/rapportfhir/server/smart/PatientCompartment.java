package org.rapportfhir.server.smart;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.interceptor.auth.CompartmentSearchParameterModifications;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to one patient: R4's compartment, but without Patients that are linked with theirs,
 * who may be somebody else.
 *
 * @see <a href="https://hl7.org/fhir/R4/compartmentdefinition-patient.html">Patient compartment</a>
 */
final class PatientCompartment {

  private static final String PATIENT = "Patient";
  private static final String ID = "_id";
  private static final String BY_PATIENT = "patient";
  private static final Set<String> ABOUT = Set.of(BY_PATIENT, "subject", "beneficiary");

  private PatientCompartment() {}

  /**
   * For rules. HAPI adds an entry for each type as it first asks for it, and a token's rules are
   * asked by many threads at once; here all are there from the start.
   */
  static CompartmentSearchParameterModifications members() {
    var members = new CompartmentSearchParameterModifications();
    for (ResourceType type : ResourceType.values()) {
      members.getAdditionalSearchParamNamesForResourceType(type.name());
      members.getOmittedSPNamesForResourceType(type.name());
    }
    members.addSPToOmitFromCompartment(PATIENT, "link");
    return members;
  }

  /**
   * For rules about what is written: whom a resource is about decides, where that is said, and not
   * who took part. Otherwise a patient could write into somebody else's record as its performer.
   */
  static CompartmentSearchParameterModifications writtenMembers(FhirContext fhir) {
    CompartmentSearchParameterModifications members = members();
    for (String type : fhir.getResourceTypes()) {
      List<String> names = namesOfCompartment(type, fhir);
      if (names.stream().anyMatch(ABOUT::contains)) {
        names.stream()
            .filter(name -> !ABOUT.contains(name))
            .forEach(name -> members.addSPToOmitFromCompartment(type, name));
      }
    }
    return members;
  }

  private static List<String> namesOfCompartment(String type, FhirContext fhir) {
    return fhir.getResourceDefinition(type).getSearchParamsForCompartmentName(PATIENT).stream()
        .map(RuntimeSearchParam::getName)
        .toList();
  }

  /**
   * The search parameter that says whose a resource of this type is; null when it can't be said,
   * since it is nobody's.
   */
  static @Nullable String parameter(String type, FhirContext fhir) {
    if (type.equals(PATIENT)) {
      return ID;
    }
    if (!fhir.getResourceTypes().contains(type)) {
      return null;
    }
    List<String> names = namesOfCompartment(type, fhir);
    if (names.contains(BY_PATIENT)) {
      return BY_PATIENT;
    }
    return names.size() == 1 ? names.get(0) : null;
  }

  /**
   * Lets a search find only what belongs to the patient, whatever else it asks for.
   *
   * @throws IllegalArgumentException when resources of this type are nobody's
   */
  static void confine(SearchParameterMap search, String type, String patient, FhirContext fhir) {
    String parameter = parameter(type, fhir);
    if (parameter == null) {
      throw new IllegalArgumentException(type + " can't be searched for one patient");
    }
    if (parameter.equals(ID) && isModified(search.get(ID))) {
      // Storage takes all conditions on ids as one, and a negated one would win.
      throw new ForbiddenOperationException(
          "A search under a patient's scope takes _id without a modifier.");
    }
    if (!isConfined(search.get(parameter), parameter, patient)) {
      search.add(
          parameter,
          parameter.equals(ID)
              ? new TokenParam(patient)
              : new ReferenceParam(PATIENT + "/" + patient));
    }
  }

  private static boolean isModified(@Nullable List<List<IQueryParameterType>> conditions) {
    return conditions != null
        && conditions.stream()
            .flatMap(List::stream)
            .anyMatch(id -> id.getMissing() != null || id.getQueryParameterQualifier() != null);
  }

  /** Most apps name the patient themselves; the same condition twice would only cost. */
  private static boolean isConfined(
      @Nullable List<List<IQueryParameterType>> conditions, String parameter, String patient) {
    return conditions != null
        && conditions.stream()
            .anyMatch(any -> any.size() == 1 && names(any.get(0), parameter, patient));
  }

  private static boolean names(IQueryParameterType value, String parameter, String patient) {
    if (value.getMissing() != null || value.getQueryParameterQualifier() != null) {
      return false;
    }
    String token = value.getValueAsQueryToken();
    boolean ofPatientsOnly = parameter.equals(ID) || parameter.equals(BY_PATIENT);
    return (PATIENT + "/" + patient).equals(token) || ofPatientsOnly && patient.equals(token);
  }
}
