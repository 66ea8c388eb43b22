package org.rapportfhir.server.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Practitioner.PractitionerQualificationComponent;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.server.sandbox.DemoPeople.Client;
import org.rapportfhir.server.sandbox.DemoPeople.Clinician;
import org.rapportfhir.server.sandbox.DemoPeople.Companion;
import org.rapportfhir.server.sandbox.DemoPeople.Licence;
import org.rapportfhir.server.settings.RapportSettings;

/**
 * The made-up practice's people as FHIR resources that keep US Core 6.1, without claiming it: its
 * definitions are not part of this server. A licence's state is the address of the board that
 * issued it.
 */
final class PeopleBundle {
  static final String PRACTICE_ID = "sample-street";

  private final DemoPeople people;
  private final RapportSettings.Practice practice;

  PeopleBundle(DemoPeople people, RapportSettings.Practice practice) {
    this.people = people;
    this.practice = practice;
  }

  /** Each resource under its own id, so that posting it again changes nothing. */
  Bundle transaction() {
    var bundle = new Bundle().setType(BundleType.TRANSACTION);
    for (Resource resource : resources()) {
      String url = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
      bundle.addEntry().setResource(resource).getRequest().setMethod(HTTPVerb.PUT).setUrl(url);
    }
    return bundle;
  }

  List<Resource> resources() {
    var resources = new ArrayList<Resource>();
    resources.add(practice());
    states().map(PeopleBundle::board).forEach(resources::add);
    for (Clinician clinician : people.clinicians()) {
      resources.add(practitioner(clinician));
      resources.add(role(clinician));
    }
    people.clients().stream().map(this::patient).forEach(resources::add);
    people.companions().stream().map(PeopleBundle::relatedPerson).forEach(resources::add);
    return resources;
  }

  private Stream<String> states() {
    return people.clinicians().stream()
        .flatMap(clinician -> clinician.licences().stream())
        .map(Licence::state)
        .distinct();
  }

  private Organization practice() {
    var organization = new Organization();
    organization.setId(PRACTICE_ID);
    organization.addIdentifier(DemoCodes.practice());
    organization.setActive(true).setName(practice.name());
    organization.addTelecom(phone(practice.phone(), ContactPointUse.WORK));
    organization.addAddress(address("1 Sample Street", "Portland", "OR", "97201"));
    return organization;
  }

  private static Organization board(String state) {
    var organization = new Organization();
    organization.setId(boardId(state));
    organization.setActive(true).setName("Sample licensing board of " + state);
    organization.addAddress(new Address().setState(state).setCountry("US"));
    return organization;
  }

  private static String boardId(String state) {
    return "sample-board-" + state.toLowerCase(Locale.ROOT);
  }

  private static Practitioner practitioner(Clinician clinician) {
    var practitioner = new Practitioner();
    practitioner.setId(clinician.id());
    practitioner.addIdentifier(DemoCodes.npi(clinician.npi()));
    practitioner.setActive(true).setGender(gender(clinician.gender()));
    practitioner.addName(name(clinician.given(), clinician.family()).addSuffix(clinician.suffix()));
    practitioner.addTelecom(phone(clinician.phone(), ContactPointUse.WORK));
    practitioner.addAddress(address("1 Sample Street", "Portland", "OR", "97201"));
    clinician.languages().stream().map(DemoCodes::language).forEach(practitioner::addCommunication);
    clinician.licences().stream()
        .map(licence -> qualification(clinician, licence))
        .forEach(practitioner::addQualification);
    return practitioner;
  }

  private static PractitionerQualificationComponent qualification(
      Clinician clinician, Licence licence) {
    var period =
        new Period()
            .setStartElement(new DateTimeType(licence.from()))
            .setEndElement(new DateTimeType(licence.to()));
    var qualification = new PractitionerQualificationComponent();
    qualification.addIdentifier(DemoCodes.licence(licence.number()));
    qualification.setCode(new CodeableConcept().setText(clinician.profession()));
    qualification.setPeriod(period);
    qualification.setIssuer(new Reference("Organization/" + boardId(licence.state())));
    return qualification;
  }

  private static PractitionerRole role(Clinician clinician) {
    CodeableConcept kind = DemoCodes.taxonomy(clinician.taxonomy(), clinician.profession());
    var role = new PractitionerRole();
    role.setId(clinician.id());
    role.setActive(true);
    role.setPractitioner(new Reference(clinician.reference()));
    role.setOrganization(new Reference("Organization/" + PRACTICE_ID));
    role.addCode(kind).addSpecialty(kind.copy());
    role.addTelecom(phone(clinician.phone(), ContactPointUse.WORK));
    return role;
  }

  private Patient patient(Client client) {
    var patient = new Patient();
    patient.setId(client.id());
    patient.addIdentifier(DemoCodes.clientNumber(client.number()));
    patient.setActive(true).setGender(gender(client.gender()));
    patient.addName(name(client.given(), client.family()).setUse(NameUse.OFFICIAL));
    if (client.usual() != null) {
      patient.addName(name(client.usual(), client.family()).setUse(NameUse.USUAL));
    }
    patient.setBirthDateElement(new DateType(client.birthDate()));
    patient.addTelecom(phone(client.phone(), ContactPointUse.MOBILE));
    addEmail(patient, client.email());
    patient.addAddress(
        address(client.street(), client.city(), client.state(), client.postalCode())
            .setUse(Address.AddressUse.HOME));
    patient
        .addCommunication()
        .setLanguage(DemoCodes.language(client.language()))
        .setPreferredElement(new BooleanType(true));
    patient.addGeneralPractitioner(new Reference("Practitioner/" + client.clinician()));
    patient.setManagingOrganization(new Reference("Organization/" + PRACTICE_ID));
    return patient;
  }

  private static void addEmail(Patient patient, @Nullable String email) {
    if (email != null) {
      patient
          .addTelecom()
          .setSystem(ContactPointSystem.EMAIL)
          .setUse(ContactPointUse.HOME)
          .setValue(email);
    }
  }

  private static RelatedPerson relatedPerson(Companion companion) {
    var person = new RelatedPerson();
    person.setId(companion.id());
    person.setActive(true);
    person.setPatient(new Reference("Patient/" + companion.client()));
    person.addRelationship(DemoCodes.relationship(companion.relationship()));
    person.addName(name(companion.given(), companion.family()));
    person.addTelecom(phone(companion.phone(), ContactPointUse.MOBILE));
    return person;
  }

  private static HumanName name(String given, String family) {
    return new HumanName().addGiven(given).setFamily(family);
  }

  private static ContactPoint phone(String number, ContactPointUse use) {
    return new ContactPoint().setSystem(ContactPointSystem.PHONE).setValue(number).setUse(use);
  }

  private static Address address(String line, String city, String state, String postalCode) {
    return new Address()
        .addLine(line)
        .setCity(city)
        .setState(state)
        .setPostalCode(postalCode)
        .setCountry("US");
  }

  private static AdministrativeGender gender(String code) {
    return AdministrativeGender.fromCode(code);
  }
}
