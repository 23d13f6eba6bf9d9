"""Nouns for one person by calling, kinship or lot."""

from __future__ import annotations

CALLINGS = frozenset(
    """accused actuary administrator agronomist airman airwoman alderman allergist alumnus ambassadress anaesthetist
    anesthesiologist anesthetist announcer anthropologist apothecary apparatchik appointee appraiser apprentice
    arbiter arbitrator archaeologist archduke archeologist aristocrat arsonist artisan assailant assessor astronaut
    astronomer astrophysicist attache attendant auctioneer aviator ayatollah babysitter backbencher backpacker
    bagpiper bailiff baker ballerina balloonist bandsman barber barmaid barman baron baroness barrister bartender
    bassist bassoonist batsman batter beachcomber beadle beautician beekeeper bellboy beneficiary bicyclist bidder
    biochemist biographer blacksmith boatman boatswain bodyguard bookbinder bookdealer bookkeeper bookseller bosun
    botanist bowler boxer boyfriend breeder brewer bricklayer bride bridegroom brigadier broker brother brother-in-law
    bureaucrat burglar bursar busboy busker butcher butler buyer bystander cabbie cabinetmaker caddie calligrapher
    cameraman canoeist canvasser captive cardiologist caregiver carer caretaker caricaturist carpenter cartographer
    cartoonist caseworker caterer cellist censor chairman chambermaid champion chaplain chef chieftain chiropodist
    chiropractor choirboy choreographer churchwarden cinematographer claimant clarinetist clarinettist classmate
    cleaner clergyman cleric clerk climatologist climber clinician clockmaker clown co-author co-director co-owner
    co-pilot co-star co-worker coachman coauthor cobbler collaborator collector collier colonist comedienne commando
    commodore companion compatriot complainant composer concierge conductor conductress confectioner confidant
    conjuror connoisseur conscript conservationist conservator constituent consul contestant contractor controller
    convener convenor convict cook copilot copywriter coroner corporal cosmetologist cosmonaut counsellor counselor
    courtier cowboy cowherd coworker coxswain crewman cricketer criminologist crofter crooner curator custodian
    cyclist dancer daughter-in-law deacon dealer debutant deckhand decorator defector defender deliveryman demagogue
    demonstrator dentist deportee dermatologist deserter detainee dictator dietitian diva diver docent docker
    dockworker doorkeeper dramatist draughtsman dressmaker druggist drummer duchess duke earl ecologist editorialist
    educationalist educator electrician embalmer emcee emigrant emir emissary empress endocrinologist entertainer
    environmentalist epidemiologist equestrian escapologist essayist evacuee evangelist ex-boyfriend ex-girlfriend
    ex-husband ex-wife executor exile expat expatriate eyewitness falconer farrier father-in-law ferryman fiance
    fiancee fiancé fiancée fiddler fielder film-maker filmmaker finalist financier firefighter fireman fisherman
    fishmonger fishwife flanker flatmate flautist florist flutist fly-half footballer forecaster foreigner foreman
    forester forewoman freelance freelancer frontbencher fugitive fullback fundraiser gamekeeper gamer gardener
    gastroenterologist gatekeeper genealogist geneticist geographer geologist gerontologist ghostwriter girlfriend
    glassblower glazier goalie goalkeeper goaltender godfather godmother goldsmith golfer gondolier governess
    grandchild granddaughter grandfather grandmaster grandmother grandparent grandson gravedigger greengrocer grocer
    groundsman grower guardsman guerrilla guitarist gunner gunsmith guru gymnast gynaecologist gynecologist
    haematologist hairdresser hairstylist half-brother half-sister handler handyman harbourmaster harpist
    harpsichordist hawker headmaster headmistress headteacher healer heir heiress herbalist herder herdsman hero hiker
    holidaymaker homeowner homesteader hooker horseman horsewoman horticulturist hostage hotelier housekeeper
    housemate housewife humorist hunter huntsman hurdler hydrologist hygienist illustrator immunologist impresario
    infantryman infielder influencer informant informer inmate innkeeper instructor interlocutor intermediary intern
    interpreter interrogator interviewee intruder inventor invigilator ironmonger islander janitor jeweller jockey
    juggler jurist juror keeper keyboardist kidnapper killer laborer labourer landlady landowner laundress lecturer
    legionnaire librarian librettist lieutenant-colonel lifeguard lighthouse-keeper linebacker linguist locksmith
    logger longshoreman lord lumberjack luthier lyricist machinist magician magistrate maharaja maid mannequin
    marathoner marksman marshal masseur masseuse matchmaker mathematician matriarch mechanic medalist medallist medic
    mentor mep mercenary merchant messenger metalworker meteorologist microbiologist midfielder midwife militiaman
    milkman milliner miner mineworker minstrel missionary mla monk mortician mother-in-law motorcyclist motorist
    mountaineer mourner mp msp mum muralist murderer musicologist nanny narrator naturalist navigator nephew
    neurologist neuroscientist newsagent newscaster newsreader niece nobleman noblewoman nomad notary nun nurseryman
    nutritionist oarsman oboist obstetrician occupant oceanographer offender officeholder oligarch ombudsman
    oncologist onlooker ophthalmologist optician optometrist orator organiser organist ornithologist orphan
    orthodontist osteopath outfielder outlander overseer paediatrician painter palaeontologist paleontologist panelist
    panellist paralegal paramedic paratrooper parishioner parliamentarian parson passer-by passerby pathfinder
    pathologist patriarch peddler pediatrician pedlar pensioner percussionist performer perpetrator petitioner
    pharmacist pharmacologist philanthropist philosopher photographer photojournalist physiologist physiotherapist
    pianist pilgrim pitcher plasterer playmaker ploughman plumber podiatrist policeman policewoman porter postman
    postmaster postmistress potter practitioner preacher predecessor prefect prelate presenter priestess prisoner
    probationer projectionist promoter proofreader propagandist proprietor prospector protester protestor psychiatrist
    psychoanalyst psychotherapist publican pupil puppeteer purser quarryman quarterback quartermaster raconteur
    radiographer radiologist raider railwayman rancher ranger rapporteur receptionist recipient recruit recruiter
    referee rescuer reservist restaurateur restorer retiree reviewer rheumatologist rider rifleman ringmaster robber
    roofer roommate rower runner-up sacristan sailor salesclerk salesman salesperson saleswoman satirist saxophonist
    schoolboy schoolgirl schoolmaster schoolmistress schoolteacher scoutmaster screenwriter scriptwriter sculptor
    seafarer seaman seamstress second-in-command secretary seismologist semifinalist servant serviceman settler sexton
    sharecropper shareholder shepherd shipowner shipwright shop-owner shopkeeper shopper shopworker shortstop sibling
    signalman sister-in-law skateboarder skater skier smallholder smuggler sniper socialite solicitor soloist
    sommelier son-in-law songstress songwriter soprano spectator speechwriter sportscaster sportsman sportswoman
    sportswriter sprinter squatter stagehand stalker starlet statesman stationmaster statistician steelworker
    steeplejack stenographer stepbrother stepdaughter stepfather stepmother stepsister stepson stevedore steward
    stewardess stockbroker stonemason storekeeper storyteller stowaway stranger streamer strongman stuntman
    subcontractor subeditor submariner subpostmaster successor sultan supermodel surfer surveyor survivor swimmer
    tailor taxidermist taxman taxpayer team-mate teammate teamster technologist teenager televangelist tenor
    theologian therapist thief timpanist toastmaster tobacconist toddler toxicologist tradesman trafficker tragedian
    trailblazer trainee trainer translator traveler traveller trespasser trombonist trooper troubadour truant trucker
    trumpeter tsar tutor twin typesetter typist umpire under-secretary undersecretary understudy undertaker
    upholsterer urologist usher usherette valet valuer vendor ventriloquist vet veterinarian vicar vice-captain
    vice-chair vice-chairman vice-chancellor vice-principal victor videographer vigilante villager vintner violinist
    violist virologist virtuoso vlogger vocalist volcanologist waiter waitress warden warlord watchmaker watchman
    weatherman weaver weightlifter welder wheelwright whistle-blower wicket-keeper winemaker winger winner woodcarver
    woodcutter woodworker wordsmith workman wrestler yachtsman yachtswoman youngster youtuber
    zookeeper zoologist""".split()
)
"""Beyond the heads that the lexicon has, chosen from those that WordNet 3.0 has below "person".

Many are surnames too: they tell what a common noun is, never what a name is."""
