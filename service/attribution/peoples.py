"""Nouns for one person by where he or she is from ("the Swede")."""

from __future__ import annotations

PEOPLES = frozenset(
    """afghan african albanian algerian american angolan argentine argentinian armenian asian australian austrian
    azerbaijani bahraini bangladeshi basque bavarian belarusian belgian berliner bolivian bosnian brazilian
    breton briton bulgarian californian cambodian cameroonian canadian catalan chechen chilean colombian
    corsican cornishman croat croatian cuban cypriot czech dane dominican dutchman dutchwoman ecuadorian
    egyptian emirati englishman englishwoman eritrean estonian ethiopian european fijian filipina filipino finn
    fleming floridian frenchman frenchwoman gambian georgian german ghanaian glaswegian greek guatemalan guinean
    haitian hawaiian honduran hungarian icelander indian indonesian iranian iraqi irishman irishwoman israeli
    italian ivorian jamaican jordanian kazakh kenyan korean kosovan kurd kuwaiti kyrgyz laotian latvian liberian
    libyan lithuanian liverpudlian londoner luxembourger macedonian malawian malaysian malian mancunian
    mauritanian mauritian mexican moldovan mongolian montenegrin moroccan mozambican namibian neapolitan nepali
    netherlander nigerian norwegian omani pakistani palestinian panamanian paraguayan parisian peruvian pole
    qatari romanian russian rwandan salvadoran samoan saudi scot scotsman scotswoman serb serbian sicilian
    singaporean slovak slovakian slovene slovenian somali spaniard swede syrian tajik tanzanian texan thai
    tibetan tongan tunisian turk turkmen tuscan ugandan ukrainian ulsterman uruguayan uzbek venetian venezuelan
    walloon welshman welshwoman yemeni zambian zimbabwean""".split()
)
"""They name nobody, but describe.  Those that mean one as well as all of a people (Swiss, Chinese) are left out."""
