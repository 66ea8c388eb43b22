ValueSet: TelehealthPlaceOfServiceVS
Id: telehealth-place-of-service
Title: "Telehealth place of service"
Description: "The two places of service of a telehealth visit: 02, the client is not in the own home, and 10, the client is. What a payer wants on the claim instead is a payer's rule."
* insert OwnValueSet
* $POS#02
* $POS#10
