Extension: TelehealthModifier
Id: telehealth-modifier
Title: "Telehealth modifier"
Description: "The billing modifier that follows from how the visit was held: a fact of the visit, from which charge and claim are drafted. R4 has a modifier on Claim.item only. System and code alone, never a display: the descriptors are not ours to ship."
* insert Context(Encounter)
* insert Context(ChargeItem)
* extension 0..0
* value[x] 1..1
* value[x] only Coding
* valueCoding from TelehealthModifierVS (extensible)
* valueCoding.system 1..1
* valueCoding.code 1..1
* valueCoding.display 0..0
