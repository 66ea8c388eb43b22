Extension: MediaUsed
Id: media-used
Title: "Media used"
Description: "By which media the visit was held, and for how long each flowed, as the media server saw it. Absent when no media flowed at all."
* insert Context(Encounter)
* extension contains
    modality 1..1 and
    audio 0..1 and
    video 0..1
* insert Leaf(modality, code, The media that served the visit)
* extension[modality].valueCode from MediaModalityVS (required)
* insert Leaf(audio, Duration, Seconds in which at least two people could hear each other)
* insert Leaf(video, Duration, Seconds in which at least two people could see each other)
* extension[audio].valueDuration obeys rapport-whole-seconds
* extension[video].valueDuration obeys rapport-whole-seconds

Invariant: rapport-whole-seconds
Description: "The duration must be in seconds: set value to a number not below 0, system to http://unitsofmeasure.org and code to s."
Severity: #error
Expression: "value >= 0 and system = 'http://unitsofmeasure.org' and code = 's'"
