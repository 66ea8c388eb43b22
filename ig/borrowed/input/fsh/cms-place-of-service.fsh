CodeSystem: CmsPlaceOfService
Id: cms-place-of-service
Title: "CMS place of service (fragment)"
Description: "Fragment, for validation where HL7's terminology package cannot be had, of the code set that CMS maintains: the two codes for telehealth. Without display, since a display of ours would count as wrong beside theirs."
* insert Borrowed(https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set, 20240502, Centers for Medicare & Medicaid Services)
* ^caseSensitive = true
* ^content = #fragment
* ^experimental = false
* #02
* #10
