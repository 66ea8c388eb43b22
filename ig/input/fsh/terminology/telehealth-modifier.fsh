ValueSet: TelehealthModifierVS
Id: telehealth-modifier
Title: "Telehealth modifier"
Description: "Modifiers that say by which media a live visit was held: 95 and 93 of CPT, GT and FQ of HCPCS Level II. Codes only. GQ is left out on purpose: it stands for material that was stored and forwarded, never for a live visit."
* insert OwnValueSet
* ^copyright = "CPT is a registered trademark of the American Medical Association. This value set names code numbers and contains no CPT descriptor."
* $CPT#95
* $CPT#93
* $HCPCS#GT
* $HCPCS#FQ
