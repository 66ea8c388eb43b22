Extension: TechnicalTrouble
Id: technical-trouble
Title: "Technical trouble"
Description: "One spell of technical trouble in a visit, seen by the media server or by a page, or told by a person. It explains a short, late or audio-only visit to whoever reads or bills it."
* insert Context(Encounter)
* extension contains
    kind 1..1 and
    period 1..1 and
    who 0..1 and
    resolved 1..1
* insert Leaf(kind, code, What didn't work)
* extension[kind].valueCode from TechnicalTroubleKindVS (required)
* insert Leaf(period, Period, From when until when; no end while it lasts)
* extension[period].valuePeriod.start 1..1
* insert Leaf(who, Reference, The one person it hit)
* extension[who].valueReference only Reference(Patient or RelatedPerson or Practitioner or PractitionerRole)
* insert Leaf(resolved, boolean, Whether it was over before the visit was)
