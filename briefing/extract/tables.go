package extract

import "strings"

// set reads a list of entries parted by white space, or by ";" when the list has one.
func set(list string) map[string]bool {
	m := map[string]bool{}
	entries := strings.Fields(list)
	if strings.Contains(list, ";") {
		entries = strings.Split(strings.Join(entries, " "), ";")
	}
	for _, e := range entries {
		m[strings.TrimSpace(e)] = true
	}
	return m
}

// roles are what a person is: they stand before a name, or after it between commas.
var roles = set(`activist actor actress adviser advisor aide ambassador analyst anchor archbishop artist assistant astronaut attorney author banker barrister biographer
	bishop blogger boss broadcaster brother captain cardinal chair chairman chairwoman chairperson chancellor chef chief citizen coach colonel columnist comedian
	commander commentator commissioner congressman congresswoman consultant coordinator correspondent councillor councilman councilwoman counsel
	critic dean defector delegate democrat deputy designer detective developer director doctor dr economist editor engineer envoy ex-president executive expert farmer father
	fellow firefighter founder co-founder cofounder gen general governor guard head historian host husband imam inspector investigator investor journalist judge justice king
	laureate lawmaker lawyer leader lecturer lieutenant lobbyist lord manager mayor member meteorologist minister mother mp mps musician negotiator
	nominee nurse officer official operative organiser organizer owner painter partner pastor photographer physician pilot player poet police politician pollster pope
	premier president presidents priest prince princess principal producer prof professor prosecutor psychologist publicist publisher queen rabbi rapper rep representative republican
	reporter researcher resident rev scholar scientist sec secretary sen senator sergeant sheriff singer sister soldier solicitor son daughter speaker specialist
	spokesman spokesperson spokeswoman staffer star strategist student superintendent supporter surgeon surrogate survivor teacher technician treasurer veteran vice-president
	victim volunteer voter widow wife winner witness worker writer candidate col lt maj capt sgt gov adm cmdr atty pres prime mr mrs ms`)

// crowds are nominal speakers that need no article before them.
var crowds = set(`advocates activists aides allies analysts authorities campaigners campaign colleagues commentators critics defenders democrats demonstrators doctors
	economists employees executives experts families friends historians insiders investigators journalists lawmakers lawyers leaders liberals conservatives locals
	ministers neighbours neighbors observers officers officials opponents organisers organizers parents participants people police prosecutors protesters
	relatives reporters representatives republicans researchers residents scientists senators sources staff students supporters surrogates survivors teachers
	townspeople users villagers veterans volunteers voters witnesses women workers writers others many some several both`)

// bodies are words that only the names of organisations have.
var bodies = set(`academy administration agency airlines airways alliance army assembly association associates authority bank board broadcasting brigade bureau cabinet
	campaign center centre chamber church club co coalition college commission committee commons company confederation conference congress
	consortium convention corp corporation council court dems department federation forces force foundation front fund gmbh group guard guards holdings hospital house
	inc industries initiative institute institution international journal league legislature limited llc llp ltd media ministry motors movement museum nations network news
	office organisation organization parliament partners party pentagon plc police post press project reserve school secretariat senate service services society
	staff state station studios supreme syndicate systems taliban team technologies telegraph times tribune tribunal trust union united university wikileaks
	worldwide hezbollah hamas kremlin fed google facebook twitter apple microsoft amazon boeing airbus reuters bloomberg politico breitbart gazette herald guardian agence`)

// placeWords end the names of places.
var placeWords = set(`airport avenue bay beach boulevard bridge canyon city coast county creek desert district falls forest gulf harbor harbour heights hill hills island
	islands lake mountain mountains ocean park peninsula plaza port prefecture province region river road sea square strait street township valley village`)

// places are countries, their capitals, other large cities, the states of the United States and the continents.
var places = set(`afghanistan; albania; algeria; andorra; angola; argentina; armenia; australia; austria; azerbaijan; bahamas; bahrain; bangladesh; barbados; belarus; belgium; belize; benin;
	bhutan; bolivia; bosnia; botswana; brazil; britain; great britain; brunei; bulgaria; burkina faso; burma; burundi; cambodia; cameroon; canada; cape verde; chad; chile; china;
	colombia; comoros; congo; costa rica; croatia; cuba; cyprus; czechia; czech republic; denmark; djibouti; dominica; dominican republic; east timor; ecuador; egypt; el salvador;
	england; eritrea; estonia; eswatini; ethiopia; fiji; finland; france; gabon; gambia; georgia; germany; ghana; greece; greenland; grenada; guatemala; guinea; guyana; haiti;
	honduras; hong kong; hungary; iceland; india; indonesia; iran; iraq; ireland; israel; italy; ivory coast; jamaica; japan; jordan; kazakhstan; kenya; kosovo; kuwait;
	kyrgyzstan; laos; latvia; lebanon; lesotho; liberia; libya; liechtenstein; lithuania; luxembourg; madagascar; malawi; malaysia; maldives; mali; malta; mauritania;
	mauritius; mexico; moldova; monaco; mongolia; montenegro; morocco; mozambique; myanmar; namibia; nepal; netherlands; new zealand; nicaragua; niger; nigeria;
	north korea; north macedonia; northern ireland; norway; oman; pakistan; palestine; panama; papua new guinea; paraguay; peru; philippines; poland; portugal; qatar; romania;
	russia; rwanda; samoa; saudi arabia; scotland; senegal; serbia; seychelles; sierra leone; singapore; slovakia; slovenia; somalia; south africa; south korea; south sudan; spain;
	sri lanka; sudan; suriname; sweden; switzerland; syria; taiwan; tajikistan; tanzania; thailand; tibet; togo; tonga; trinidad; tunisia; turkey; turkiye; turkmenistan; uganda; ukraine;
	united arab emirates; uae; united kingdom; uk; united states; us; usa; america; uruguay; uzbekistan; vanuatu; vatican; venezuela; vietnam; wales; yemen; zambia; zimbabwe; korea; crimea; gaza; west bank;
	africa; asia; europe; north america; south america; latin america; antarctica; middle east; arctic; balkans; caribbean;
	abu dhabi; abuja; accra; addis ababa; algiers; amman; amsterdam; ankara; astana; athens; baghdad; baku; bangkok; beijing; beirut; belgrade; berlin; bern; bogota; brasilia; bratislava; brussels; bucharest;
	budapest; buenos aires; cairo; canberra; caracas; chisinau; copenhagen; dakar; damascus; dhaka; doha; dublin; geneva; hanoi; harare; havana; helsinki; islamabad; istanbul; jakarta; jerusalem; juba; kabul;
	kampala; kathmandu; khartoum; kiev; kyiv; kuala lumpur; kinshasa; lima; lisbon; ljubljana; london; luanda; lusaka; madrid; managua; manila; mexico city; minsk; mogadishu; montevideo; moscow; nairobi; new delhi; delhi;
	oslo; ottawa; panama city; paris; port-au-prince; prague; pretoria; pristina; pyongyang; quito; rabat; reykjavik; riga; riyadh; rome; san salvador; sana; santiago; sarajevo; seoul; skopje; sofia; stockholm; taipei;
	tallinn; tashkent; tbilisi; tehran; tel aviv; tirana; tokyo; tripoli; tunis; ulaanbaatar; vienna; vientiane; vilnius; warsaw; washington; wellington; yerevan; zagreb; dubai; mumbai; kolkata; karachi; lahore; shanghai;
	shenzhen; guangzhou; wuhan; osaka; sydney; melbourne; auckland; toronto; montreal; vancouver; new york; new york city; los angeles; chicago; houston; boston; philadelphia; atlanta; miami; dallas; detroit; seattle; san francisco;
	denver; las vegas; baltimore; cleveland; pittsburgh; st louis; minneapolis; new orleans; milwaukee; phoenix; san diego; munich; frankfurt; hamburg; milan; naples; barcelona; marseille; lyon; glasgow; edinburgh; manchester;
	liverpool; birmingham; leeds; bristol; cardiff; belfast; aleppo; mosul; lagos; johannesburg; cape town; rio de janeiro; sao paulo; kharkiv; odesa; donetsk; mariupol; st petersburg; gaza city; rafah;
	alabama; alaska; arizona; arkansas; california; colorado; connecticut; delaware; florida; hawaii; idaho; illinois; indiana; iowa; kansas; kentucky; louisiana; maine; maryland; massachusetts; michigan;
	minnesota; mississippi; missouri; montana; nebraska; nevada; new hampshire; new jersey; new mexico; north carolina; north dakota; ohio; oklahoma; oregon; pennsylvania; rhode island; south carolina; south dakota;
	tennessee; texas; utah; vermont; virginia; west virginia; wisconsin; wyoming; washington dc; manhattan; brooklyn; queens; bronx; hollywood; wall street; silicon valley; downing street; capitol hill; ontario; quebec; bavaria; catalonia; kashmir; xinjiang`)

// demonyms are adjectives of countries and continents, peoples and faiths.
var demonyms = set(`afghan afghans african africans albanian algerian american americans arab arabs argentine armenian asian asians australian australians austrian bangladeshi belarusian belgian bolivian bosnian
	brazilian british briton britons bulgarian burmese cambodian canadian canadians catalan chechen chilean chinese christian christians colombian congolese croatian cuban czech danish dutch egyptian english estonian ethiopian
	european europeans filipino finnish french georgian german germans ghanaian greek greeks haitian hispanic hispanics hungarian icelandic indian indians indonesian iranian iranians iraqi iraqis irish israeli israelis italian
	italians ivorian jamaican japanese jewish jews jordanian kenyan korean kurdish kurds kuwaiti latino latinos latvian lebanese libyan lithuanian malaysian mexican mexicans mormon moroccan muslim muslims nepalese nigerian norwegian
	pakistani palestinian palestinians peruvian polish portuguese qatari romanian russian russians rwandan saudi saudis scottish serbian serb serbs shia shiite singaporean slovak slovenian somali spanish sudanese sunni swedish
	swiss syrian syrians taiwanese tamil thai tibetan tunisian turkish turks ugandan ukrainian ukrainians uzbek venezuelan vietnamese welsh yemeni zimbabwean democrat democrats democratic republican republicans tory tories
	labour conservative conservatives liberal catholic catholics western soviet`)

// maleNames and femaleNames are frequent given names that are rarely given to the other sex.
var maleNames = set(`aaron abdul abdullah adam ahmed alan albert alberto alejandro aleksandr alex alexander alexei ali allen andre andreas andrei andrew anthony antonio arthur barack ben benjamin bernard bernie bill bob boris brad brett
	brian bruce carl carlos charles chris christopher chuck clarence colin craig dan daniel dave david dennis dick dimitri dmitry don donald doug douglas ed eddie eduardo edward emmanuel eric erik ernest ethan eugene evan felix fernando
	francis francisco francois frank fred gary george gerald giorgos giuseppe glenn gordon greg gregory hans harold harry hassan henry herman howard hugo ian ibrahim igor ivan jack jacob jacques james jan jared jason javier jay jean-claude
	jeff jeffrey jeremy jerry jim jimmy joe joel johan john johnny jon jonathan jorge jose joseph josh joshua juan karl keith ken kenneth kevin khalid kyle larry lars leo leon leonard lindsey lloyd louis luis luke marc marco marcus
	mario mark markus martin matt matteo matthew michael michel miguel mike mikhail mitch mitt mohamed mohammed mohammad muhammad murray mustafa narendra nathan ned neil newt nicholas nick nicolas nigel nikolai noah oleg oliver omar oscar patrick
	paul paulo pavel pedro peter phil philip philippe pierre rafael ralph randy raymond recep reince rex ricardo rich richard rick rob robert roberto rodrigo roger ron ronald ross roy rudy russell ryan salman sam samuel scott sean sebastian
	sergei sergey seth shinzo silvio simon stephen stephane steve steven stuart ted terry theodore thomas tim timothy todd tom tommy tony tyler victor viktor vincent vladimir volodymyr walter warren wayne william wolfgang xavier yusuf zachary`)

var femaleNames = set(`abigail aisha alexandra alice alicia alison allison amanda amber amy ana andrea angela angelina ann anna anne annie april aung barbara beth betty beverly bonnie brenda brooke camila carla carmen carol caroline carolyn catherine
	cecilia charlotte cheryl chelsea christina christine cindy claire claudia condoleezza cristina cynthia danielle deborah debbie debra denise diana diane dilma donna dorothy ebony elaine eleanor elena elisabeth elizabeth ellen emily emma erin ester
	eva evelyn fatima fiona frances gabriela gail geraldine gina gloria grace greta hannah heather helen helena hillary huma ines ingrid irene isabel isabella ivanka jacinda jackie jacqueline jane janet janice jeanne jennifer jenny jessica jill joan joanna
	joyce judith judy julia julie karen kate katherine kathleen kathryn kathy katie katrina kellyanne kim kirsten kristin laura lauren leila lena leticia lillian linda lisa liz loretta lori louise lucia lucy lynn madeleine margaret maria marie marilyn
	marina marine marissa martha mary maryam megan melania melissa mercedes mia michelle mildred miriam monica nadia nancy naomi natalia natalie nicola nicole nikki nina olga olivia pamela patricia paula penny phyllis rachel rebecca renee rita rosa rose
	roxanne ruth sally samantha sandra sara sarah sharon sheila shirley silvia sofia sonia sophia sophie stacey stephanie sue susan suzanne svetlana sylvia tamara tammy tanya teresa theresa tiffany tina tulsi ursula valerie vanessa vera veronica victoria
	violet virginia wendy yulia yvonne zainab zoe`)

// hedgeWords weaken or deny what a sentence says.
var hedgeWords = set(`alleged allegedly apparent apparently cannot contested could denied denies deny denying disputed disputes likely may might never not perhaps possible possibly
	potentially presumably probably purported purportedly refused refuses rejected rejects reportedly rumored rumoured seemingly supposed supposedly suspected unconfirmed unlikely unverified
	doubtful doubted falsely unproven unclear hypothetical nor neither`)
