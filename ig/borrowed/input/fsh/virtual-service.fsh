// What R5's VirtualServiceDetail looks like as an R4 extension, for both elements that carry it.
RuleSet: VirtualServiceDetail
* . 0..*
* value[x] 0..0
* extension contains
    Datatype named datatype 1..1 and
    channelType 0..1 and
    address 0..1 and
    additionalInfo 0..* and
    maxParticipants 0..1 and
    sessionKey 0..1
* extension[datatype].value[x] 1..1
* extension[datatype].value[x] only string
* extension[datatype].valueString = "VirtualServiceDetail" (exactly)
* extension[channelType].value[x] only Coding
* extension[channelType] ^short = "The kind of service"
* extension[address] ^short = "Where to go: a value, or the parts of an ExtendedContactDetail"
// Here a value may stand instead of the parts. FSH cannot say both, so virtual-service-address.mjs does.
* extension[address].extension contains
    Datatype named datatype 0..1 and
    purpose 0..1 and
    name 0..* and
    telecom 0..* and
    address 0..1 and
    organization 0..1 and
    period 0..1
* extension[address].extension[datatype].value[x] 1..1
* extension[address].extension[datatype].value[x] only string
* extension[address].extension[datatype].valueString = "ExtendedContactDetail" (exactly)
* extension[address].extension[purpose].value[x] only CodeableConcept
* extension[address].extension[name].value[x] only HumanName
* extension[address].extension[telecom].value[x] only ContactPoint
* extension[address].extension[address].value[x] only Address
* extension[address].extension[organization].value[x] only Reference(Organization)
* extension[address].extension[period].value[x] only Period
* extension[additionalInfo].value[x] only url
* extension[additionalInfo] ^short = "A page with other ways to connect"
* extension[maxParticipants].value[x] only positiveInt
* extension[maxParticipants] ^short = "How many people the service can hold"
* extension[sessionKey].value[x] only string
* extension[sessionKey] ^short = "A key to give on entry. It is in the record: never a key for encryption"

Extension: AppointmentVirtualService
Id: ext-R5-Appointment.virtualService
Title: "Virtual service of an Appointment (local copy)"
Description: "Local copy, for validation where HL7's package cannot be had, of the structure that HL7 publishes in hl7.fhir.uv.xver-r5.r4. One difference: the published structure asks for `_datatype` below `address` even where `address` has a value, which extensions forbid; here it may be left out, so both readings pass. Rapport itself writes the form with `_datatype` and `telecom`, which is valid under both."
* insert Borrowed(http://hl7.org/fhir/5.0/StructureDefinition/extension-Appointment.virtualService, 0.1.0, HL7 International)
* insert Context(Appointment)
* insert VirtualServiceDetail

Extension: EncounterVirtualService
Id: ext-R5-Encounter.virtualService
Title: "Virtual service of an Encounter (local copy)"
Description: "Local copy, for validation where HL7's package cannot be had, of the structure that HL7 publishes in hl7.fhir.uv.xver-r5.r4. One difference: the published structure asks for `_datatype` below `address` even where `address` has a value, which extensions forbid; here it may be left out, so both readings pass. Rapport itself writes the form with `_datatype` and `telecom`, which is valid under both."
* insert Borrowed(http://hl7.org/fhir/5.0/StructureDefinition/extension-Encounter.virtualService, 0.1.0, HL7 International)
* insert Context(Encounter)
* insert VirtualServiceDetail
