"""Closed word lists of the resolver, all lower-case: pronouns, determiners, titles and the nouns that name speakers."""

from __future__ import annotations

from service.attribution.callings import CALLINGS
from service.text.pronouns import FEMININE, MASCULINE, NEUTER, PLURAL


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FIRST_SINGULAR = _words("i me my mine myself")
FIRST_PLURAL = _words("we us our ours ourselves")
SECOND = _words("you your yours yourself yourselves")
RELATIVE = _words("who whom whose which that")
QUANTIFIERS = _words(
    "some many others most several few none everyone everybody nobody someone somebody anyone anybody those these both all "
    "neither each one another"
)
"""Pronouns that stand for people the text does not name; such a source is named by its own words."""

PRONOUNS = MASCULINE | FEMININE | NEUTER | PLURAL | FIRST_SINGULAR | FIRST_PLURAL | SECOND | RELATIVE
POSSESSIVES = _words("my your his her its our their whose")
ARTICLES = _words("the a an this that these those")
DEFINITE = _words("the this that these those")
LEADERS = _words(
    "by from at to on in of for among amongst with according even also both only just including both either per least then recently another"
)
"""Words before a source's noun phrase that are no part of it."""

HONORIFICS_MALE = _words("mr mister alhaji mallam monsieur père señor senor signor encik sir lord king prince father brother congressman assemblyman")
HONORIFICS_FEMALE = _words("mrs hajia hajiya alhaja datin puan doña señora senora sra signora sœur frau ms miss mme madam madame lady dame queen princess sister congresswoman assemblywoman")
HONORIFICS = HONORIFICS_MALE | HONORIFICS_FEMALE | _words("dr prof engr hon datuk maître maitre")
"""Titles that tell no office."""
TITLES = (
    HONORIFICS_MALE
    | HONORIFICS_FEMALE
    | _words(
        "dr prof professor president vice-president pres vp sen sens senator senators rep reps representative representatives gov "
        "govs governor governors secretary minister premier chancellor mayor chairman chairwoman chair judge justice general gen lt "
        "lieutenant col colonel maj major capt captain sgt sergeant adm admiral cmdr commander cpl corporal pvt private officer "
        "detective sheriff rev reverend pastor rabbi imam pope cardinal bishop archbishop ambassador attorney speaker director ceo "
        "councilman councilwoman commissioner treasurer deputy prime undersecretary emir sheikh sultan ayatollah hon honourable "
        "taoiseach tanaiste tánaiste former ex acting interim candidate nominee spokesman spokeswoman spokesperson leader chief coach inspector constable "
        "dj det insp supt superintendent pc dc dci cllr brig lt-gen maj-gen cdr canon vicar comrade shri smt imam "
        "mullah maulana archdeacon provost barrister solicitor advocate nurse engineer monsignor msgr countess "
        "baroness viscount viscountess duchess dsp asp csp acp ssp atty adv engr commodore brigadier garda "
        "maître maitre mna mpa mla dpp sac datuk comandante mwalimu mzee honorable rt ustaz ustad "
        "cr clr ald kagawad dysp sp thiru ndugu cathaoirleach hajiya"
    )
)
"""Words that stand before a person's name and are no part of it, without their full stop."""
TITLES_TOO = _words(
    "herr fr abbé abbe haji hadji hajji ato cik mother count marshal sr mk seri pandit swami dom dona barr arc surv pharm "
    "alh oba otunba togbe ratu"
)
"""Titles that are names as well: they are titles where two words of a name are behind them and no name is before."""

ABBREVIATED = _words(
    "mr mrs ms dr prof pres vp sen sens rep reps gov govs sec gen lt col maj capt sgt adm cmdr cpl pvt rev hon st messrs"
)
"""Titles that a full stop may follow within a sentence."""

SHORT_ROLES = {
    "sen": "senator",
    "gov": "governor",
    "rep": "representative",
    "pres": "president",
    "dr": "doctor",
    "gen": "general",
    "pontiff": "pope",
}
"""Abbreviated titles, without their full stop, that are also roles, and other words for one."""

DEGREES = _words("phd dphil esq bsc msc beng meng")
HONOURS = DEGREES | _words("md kc qc sc mp mep msp mla obe cbe mbe kbe frs")
"""Letters behind a name that are no part of it; all but degrees in capitals throughout."""
NAME_SUFFIXES = _words("jr sr ii iii iv") | HONOURS
NAME_PARTICLES = _words("de del della da di van von der den la le el al bin ibn ben abu st dos du ter y")

MEDIA_HEADS = _words(
    "times post journal sentinel herald tribune gazette chronicle globe guardian telegraph mail mirror news press examiner "
    "inquirer observer courier register star sun standard independent advocate dispatch bulletin"
)
ORGANISATION_HEADS = _words(
    "agency company corporation corp firm bank department ministry government administration campaign committee commission "
    "council court board bureau office party union university college institute institution foundation association federation "
    "organization organisation group team network newspaper paper magazine outlet station broadcaster channel publisher website "
    "site service senate house congress parliament legislature assembly cabinet army navy police force military center centre "
    "museum hospital church school club league coalition alliance society authority panel staff management leadership "
    "establishment regime kremlin pentagon treasury embassy consulate fund trust charity lobby pac inc ltd llc co plc nation "
    "state country city county district region republic kingdom province chamber conference startup retailer maker airline "
    "carrier manufacturer utility watchdog regulator conglomerate tank ngo body insurer lender brewer automaker carmaker "
    "chipmaker drugmaker planemaker steelmaker supermarket grocer wholesaler start-up brokerage housebuilder nonprofit co-op"
)
COMPANY_NOUNS = _words(
    "company firm corporation business retailer manufacturer maker conglomerate giant startup bank airline carrier "
    "brand supplier publisher developer chain insurer lender brewer automaker carmaker chipmaker drugmaker planemaker "
    "steelmaker supermarket grocer wholesaler start-up brokerage housebuilder"
)
BODY_NOUNS = _words(
    "agency organization organisation group association federation foundation institute nonprofit charity network union "
    "coalition alliance institution body watchdog regulator think-tank authority service bureau fund"
)
MEDIA_NOUNS = _words("newspaper paper magazine outlet station broadcaster website site daily tabloid weekly")
DOCUMENT_HEADS = _words(
    "statement report poll survey study research paper tweet post email e-mail letter memo memorandum document documents record "
    "records filing filings ad advertisement spot video transcript book article column editorial op-ed story stories press "
    "release note notice law bill act legislation rule regulation resolution indictment complaint lawsuit suit affidavit "
    "ruling order opinion decision verdict warrant deposition testimony speech address remarks interview message text caption "
    "headline sign banner poster website analysis review audit assessment estimate estimates projection forecast data figures "
    "findings results statistics numbers polling polls average tally investigation probe account accounts biography memoir "
    "autobiography manifesto charter treaty agreement contract constitution platform plan proposal budget guideline guidelines "
    "policy posting blog newsletter bulletin communique dossier brief reply petition pamphlet leaflet flier flyer brochure "
    "questionnaire census index chart graph map profile obituary dispatch cable leak tape recording clip film documentary movie "
    "song lyrics poem play novel pitch listing entry file log diary journal rhetoric version count"
)
PERSON_HEADS = _words(
    "pontiff master delegate president vice-president minister premier chancellor governor senator congressman congresswoman representative lawmaker "
    "legislator mayor councilman councilwoman councilor councillor ambassador envoy diplomat official officer spokesman "
    "spokeswoman spokesperson secretary chairman chairwoman chairperson chair chief director executive ceo founder co-founder "
    "owner manager head leader boss aide adviser advisor assistant deputy counsel attorney lawyer prosecutor judge justice "
    "sheriff detective investigator commander general colonel captain admiral sergeant lieutenant soldier veteran marine "
    "professor teacher scientist researcher economist analyst expert strategist consultant pollster historian author writer "
    "novelist poet journalist reporter correspondent columnist editor anchor host commentator pundit blogger producer actor "
    "actress singer musician artist comedian star celebrity athlete player coach doctor physician nurse surgeon neurosurgeon "
    "psychologist candidate nominee contender frontrunner front-runner hopeful rival opponent challenger incumbent delegate "
    "superdelegate member activist advocate organizer campaigner supporter critic donor volunteer staffer operative insider "
    "source witness victim suspect defendant plaintiff resident neighbor neighbour voter worker employee employer farmer "
    "businessman businesswoman billionaire millionaire tycoon mogul developer investor banker trader entrepreneur student "
    "graduate man woman boy girl child father mother dad mom parent husband wife spouse widow widower son daughter brother sister "
    "uncle aunt cousin friend colleague partner counterpart king queen prince princess pope bishop archbishop cardinal priest "
    "pastor rabbi imam reverend senator-elect president-elect mogul democrat republican conservative liberal libertarian "
    "independent socialist interviewer moderator user customer client patient passenger driver pilot engineer architect "
    "designer developer programmer lobbyist fellow scholar academic demographer sociologist biologist physicist chemist planner "
    "insurgent militant rebel fighter gunman attacker shooter terrorist hacker whistleblower person someone speaker whip "
    "treasurer commissioner trustee dean superintendent principal inspector constable agent spy operator negotiator mediator "
    "signatory relative guest participant attendee tourist visitor refugee migrant immigrant citizen american newcomer veteran "
    "runner model politician comic rapper playwright skipper striker goalkeeper contributor proponent supervisor auditor comptroller provost rector registrar coordinator specialist technician spokesmodel publicist economist-in-chief cofounder builder landlord tenant"
)
PERSON_NOUNS = PERSON_HEADS | CALLINGS
PARTIES = _words("republican democrat conservative liberal libertarian independent socialist")
"""What somebody is called by party; a capital does not make these names."""
OFFICES = _words(
    "president vice-president minister premier chancellor governor senator congressman congresswoman representative mayor "
    "councilman councilwoman ambassador judge justice sheriff general admiral king queen pope bishop cardinal pastor rabbi "
    "professor coach author pilot surgeon doctor"
)
"""Roles of which somebody seldom has two."""
GROUP_HEADS = _words(
    "people public media couple pair trio duo audience crowd crowds vote electorate community movement faction majority minority "
    "police leadership many some most few others several youth press left right military authorities families women men children "
    "media politicos brothers sisters population masses staff two three four five"
)
TIMES = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december today yesterday tonight morning afternoon evening night week month year weekend last this "
    "earlier early late recently day days weeks months ago"
)
"""Words of a date, as in "a poll released last week"."""
PERCEPTION_NOUNS = _words("mind eyes view opinion words lips mouth voice estimation telling judgment")
"""Nouns that, possessed by a person, stand for that person as a source ("in his view")."""

ROLE_CLASSES: tuple[frozenset[str], ...] = (
    _words("candidate nominee contender hopeful frontrunner front-runner runner"),
    _words("senator lawmaker congressman congresswoman representative legislator"),
    _words("chief ceo executive head boss director"),
    _words("lawyer attorney counsel"),
    _words("spokesman spokeswoman spokesperson"),
    _words("judge justice"),
    _words("professor scholar economist academic researcher scientist"),
    _words("aide adviser advisor staffer strategist consultant"),
    _words("author writer novelist"),
    _words("reporter journalist correspondent anchor host"),
    _words("billionaire businessman mogul tycoon developer entrepreneur"),
    _words("ambassador envoy diplomat"),
    _words("manager coach trainer"),
    *(_words(f"doctor {one}") for one in ("physician", "surgeon", "medic", "consultant")),
    *(_words(f"officer {one}") for one in ("policeman", "policewoman", "constable", "detective", "sergeant", "inspector")),
    *(_words(f"lawyer {one}") for one in ("barrister", "solicitor", "advocate")),
    *(_words(f"farmer {one}") for one in ("grower", "rancher", "smallholder")),
    *(_words(f"star {one}") for one in ("actor", "actress", "singer", "rapper", "musician")),
    *(
        _words(f"player footballer {one}")
        for one in ("striker", "midfielder", "defender", "goalkeeper", "forward", "winger", "captain")
    ),
)
"""Role nouns by which news alternates for one person; of ranks and positions the general one with each."""

DOCUMENT_CLASSES: tuple[frozenset[str], ...] = (
    _words("poll survey"),
    _words("study research paper report analysis"),
    _words("ad advertisement spot commercial video"),
    _words("law act legislation bill"),
    _words("rule regulation"),
    _words("email e-mail letter message note"),
    _words("investigation inquiry probe"),
)
"""Document nouns by which news alternates for one text."""
