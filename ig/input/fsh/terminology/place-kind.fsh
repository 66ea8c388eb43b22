CodeSystem: PlaceKind
Id: place-kind
Title: "Kind of place"
Description: "Where a client says to be during a visit. Payers draw the line between home and elsewhere differently, so this keeps what the client said and leaves the mapping to the payer's rule."
* insert OwnCodes
* #home "Home" "In the client's own home."
* #private "Other private place" "In a private place that is not the client's home, such as a relative's flat."
* #facility "Health facility" "In a hospital, clinic or other facility that gives care."
* #workplace "Workplace" "Where the client works."
* #school "School" "In a school or college."
* #vehicle "Vehicle" "In a parked car or another vehicle."
* #elsewhere "Elsewhere" "Not at home; the client said no more."

ValueSet: PlaceKindVS
Id: place-kind
Title: "Kind of place"
Description: "All kinds of place a client can be at."
* insert OwnValueSet
* include codes from system PlaceKind
