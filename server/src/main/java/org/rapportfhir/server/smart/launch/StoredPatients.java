package org.rapportfhir.server.smart.launch;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.StringAndListParam;
import ca.uhn.fhir.rest.param.StringOrListParam;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.stereotype.Component;

/** Patients from the FHIR store. Who may look is for the caller to know. */
@Component
final class StoredPatients implements PatientDirectory {

  private final DaoRegistry daos;

  StoredPatients(DaoRegistry daos) {
    this.daos = daos;
  }

  @Override
  public List<Entry> find(String words, int limit) {
    SearchParameterMap search = new SearchParameterMap().setLoadSynchronousUpTo(limit);
    if (words.isBlank()) {
      search.setSort(new SortSpec("_lastUpdated", SortOrderEnum.DESC));
    } else {
      StringAndListParam all = new StringAndListParam();
      for (String word : words.strip().split("\\s+")) {
        all.addAnd(new StringOrListParam().addOr(new StringParam(word)));
      }
      search.add(Patient.SP_NAME, all);
    }
    return patients().search(search, new SystemRequestDetails()).getResources(0, limit).stream()
        .map(Patient.class::cast)
        .map(StoredPatients::entry)
        .toList();
  }

  @Override
  public Optional<Entry> byId(String id) {
    try {
      return Optional.of(
          entry(patients().read(new IdType("Patient", id), new SystemRequestDetails())));
    } catch (ResourceNotFoundException | ResourceGoneException nobody) {
      return Optional.empty();
    }
  }

  private IFhirResourceDao<Patient> patients() {
    return daos.getResourceDao(Patient.class);
  }

  private static Entry entry(Patient patient) {
    String name = patient.getNameFirstRep().getNameAsSingleString(); // null where there is none
    return new Entry(
        patient.getIdElement().getIdPart(),
        name == null || name.isBlank() ? "No name on file" : name,
        patient.getBirthDateElement().getValueAsString());
  }
}
