CodeSystem: MediaModality
Id: media-modality
Title: "Media modality"
Description: "By which media a visit was held, as a fact of the visit. What a payer makes of it is a payer's rule."
* insert OwnCodes
* #audio-video "Audio and video" "Client and clinician could hear and see each other."
* #audio-only "Audio only" "Client and clinician could hear but not see each other: by phone, or with a camera off."

ValueSet: MediaModalityVS
Id: media-modality
Title: "Media modality"
Description: "All media by which a visit can be held."
* insert OwnValueSet
* include codes from system MediaModality
