// Systems and structures of others. Each canonical is the one its publisher states.
Alias: $ActCode = http://terminology.hl7.org/CodeSystem/v3-ActCode
Alias: $ParticipationType = http://terminology.hl7.org/CodeSystem/v3-ParticipationType
Alias: $ServiceCategory = http://terminology.hl7.org/CodeSystem/service-category
Alias: $AppointmentReason = http://terminology.hl7.org/CodeSystem/v2-0276
Alias: $SCT = http://snomed.info/sct
Alias: $USPS = https://www.usps.com/
Alias: $POS = https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set
Alias: $CPT = http://www.ama-assn.org/go/cpt
Alias: $HCPCS = http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets
Alias: $NPI = http://hl7.org/fhir/sid/us-npi

Alias: $appointmentVirtualService = http://hl7.org/fhir/5.0/StructureDefinition/extension-Appointment.virtualService
Alias: $encounterVirtualService = http://hl7.org/fhir/5.0/StructureDefinition/extension-Encounter.virtualService
