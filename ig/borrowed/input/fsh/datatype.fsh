Extension: Datatype
Id: datatype
Title: "Datatype (local copy)"
Description: "Local copy, for validation where HL7's package cannot be had, of the extension that names the type another version of FHIR gives an element."
* insert Borrowed(http://hl7.org/fhir/StructureDefinition/_datatype, 0.1.0, HL7 International)
* insert Context(Element)
* extension 0..0
* value[x] 1..1
* value[x] only string
