Extension: PlaceOfService
Id: place-of-service
Title: "Place of service"
Description: "The place of service that follows from where the client was: 02 or 10 of the CMS list. R4 has it on Claim.item.location only, and its example value set knows neither code."
* insert Context(Encounter)
* insert Context(ChargeItem)
* extension 0..0
* value[x] 1..1
* value[x] only Coding
* valueCoding from TelehealthPlaceOfServiceVS (required)
* valueCoding.system 1..1
* valueCoding.code 1..1
