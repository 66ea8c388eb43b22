Extension: PatientLocation
Id: patient-location
Title: "Patient location"
Description: "Where the client was during the visit, as stated and confirmed for this visit. The state decides which licence the clinician needs; the kind of place decides the place of service. The address for an emergency stands in the Location that the same Encounter.location refers to."
* insert Context(Encounter.location)
* extension contains
    state 1..1 and
    place 1..1 and
    verifiedAt 1..1 and
    verifiedBy 1..1
* insert Leaf(state, Coding, Postal code of the state or territory)
* extension[state].valueCoding from UsStateVS (required)
* extension[state].valueCoding.system 1..1
* extension[state].valueCoding.code 1..1
* insert Leaf(place, code, Kind of place as the client said it)
* extension[place].valueCode from PlaceKindVS (required)
* insert Leaf(verifiedAt, instant, When it was stated or confirmed last)
* insert Leaf(verifiedBy, Reference, Who stated or confirmed it: the client or the clinician)
* extension[verifiedBy].valueReference only Reference(Patient or RelatedPerson or Practitioner or PractitionerRole)
