package extract

import (
	"cmp"
	"iter"
	"strings"

	"github.com/nutgraf/nutgraf/briefing/text"
)

// nation is a country, or a region with a people of its own.
type nation struct {
	name    string // as it stands inside a sentence: "Kenya", "the Netherlands"
	governs bool   // it has a government that speaks for it
}

// seat is what stands for a government.
type seat struct {
	nation
	office bool // a building ("the Kremlin") rather than a city
}

// bare is the name without its article.
func (n nation) bare() string { return strings.TrimPrefix(n.name, "the ") }

// gazetteer is the table of nations by the folded words that mean them.
type gazetteer struct {
	named map[string]nation // by name
	of    map[string]nation // by adjective or people: "kenyan", "kenyans"
	seats map[string]seat   // by the capital or the office of its government
	same  map[string]string // names that differ only in length ("us", "united states") to one of them
}

var atlas = func() gazetteer {
	g := gazetteer{map[string]nation{}, map[string]nation{}, map[string]seat{}, map[string]string{}}
	for line := range strings.SplitSeq(strings.TrimSpace(nations), "\n") {
		g.add(strings.Split(line, "|"))
	}
	return g
}()

// add enters a line of the table.
func (g gazetteer) add(fields []string) {
	names := strings.Split(fields[0], ",")
	n := nation{name: strings.TrimSpace(names[0]), governs: len(fields) > 2}
	for _, printed := range names {
		name, same := strings.CutPrefix(strings.TrimSpace(printed), "=")
		folded := text.Fold(strings.TrimPrefix(name, "the "))
		if g.named[folded] = n; same {
			g.same[folded] = text.Fold(n.bare())
		}
	}
	for word := range entries(fields[1]) {
		g.of[word], g.of[word+ofPeople(word)] = n, n
	}
	for i, field := range fields[min(2, len(fields)):] {
		for word := range entries(field) {
			g.seats[word] = seat{n, i > 0}
		}
	}
}

// entries are the folded words of a field.
func entries(field string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for word := range strings.SplitSeq(field, ",") {
			if word = text.Fold(strings.TrimSpace(word)); word != "" && !yield(word) {
				return
			}
		}
	}
}

// ofPeople is what makes a people out of an adjective ("Kenyan", "Kenyans"); "" behind endings that take none.
func ofPeople(adjective string) string {
	for _, end := range []string{"s", "ese", "sh", "ch", "ic", "man", "men"} {
		if strings.HasSuffix(adjective, end) && adjective != "german" && adjective != "oman" {
			return ""
		}
	}
	return "s"
}

// places are nations, their capitals, and other places.
var places = func() map[string]bool {
	m := set(otherPlaces)
	for name := range atlas.named {
		m[name] = true
	}
	for word, s := range atlas.seats {
		if !s.office {
			m[word] = true
		}
	}
	return m
}()

// demonyms are the adjectives and peoples of nations, and those of what is no nation.
var demonyms = func() map[string]bool {
	m := set(creeds)
	for word := range atlas.of {
		m[word] = true
	}
	return m
}()

// creeds are adjectives and groups of what is no nation: faiths, parties, and what several nations share.
const creeds = `arab arabs arabic christian christians jewish jews muslim muslims hindu hindus sikh sikhs buddhist buddhists mormon mormons shia shias shiite shiites sunni sunnis catholic catholics protestant protestants
	orthodox hispanic hispanics latino latinos latina kurdish kurds tamil tamils uyghur uyghurs korean koreans dominican dominicans guinean micronesian slavic nordic scandinavian western soviet
	democrat democrats democratic republican republicans tory tories labour conservative conservatives liberal liberals`

// nations has a line for each nation: its names, the most telling first and behind "=" those that only print it longer or shorter; its adjectives
// and peoples; and, where it has a government, the capital and the offices that stand for that. Left out are capitals better known as something
// else ("Kingston", "Victoria", "San José") and adjectives that several nations share ("Korean", "Dominican").
const nations = `
Afghanistan|Afghan|Kabul
Albania|Albanian|Tirana
Algeria|Algerian|Algiers
Andorra|Andorran|
Angola|Angolan|Luanda
Argentina|Argentine, Argentinian|Buenos Aires|Casa Rosada
Armenia|Armenian|Yerevan
Australia|Australian, Aussie|Canberra
Austria|Austrian|Vienna
Azerbaijan|Azerbaijani, Azeri|Baku
the Bahamas, Bahamas|Bahamian|
Bahrain|Bahraini|Manama
Bangladesh|Bangladeshi|Dhaka
Barbados|Barbadian|Bridgetown
Belarus|Belarusian, Belarussian|Minsk
Belgium|Belgian|
Belize|Belizean|Belmopan
Benin|Beninese|Porto-Novo
Bhutan|Bhutanese|Thimphu
Bolivia|Bolivian|La Paz
Bosnia and Herzegovina, Bosnia, Bosnia-Herzegovina|Bosnian|Sarajevo
Botswana|Batswana, Botswanan|Gaborone
Brazil|Brazilian|Brasilia
Brunei|Bruneian|Bandar Seri Begawan
Bulgaria|Bulgarian|Sofia
Burkina Faso|Burkinabe|Ouagadougou
Burundi|Burundian|Gitega
Cambodia|Cambodian|Phnom Penh
Cameroon|Cameroonian|Yaounde
Canada|Canadian|Ottawa
Cape Verde|Cape Verdean|Praia
the Central African Republic, Central African Republic|Central African|Bangui
Chad|Chadian|N'Djamena
Chile|Chilean|
China, =People's Republic of China, PRC|Chinese|Beijing, Peking|Zhongnanhai
Colombia|Colombian|Bogota
the Comoros, Comoros|Comorian, Comoran|Moroni
Congo, Democratic Republic of Congo, Democratic Republic of the Congo, Republic of Congo, DRC|Congolese|Kinshasa, Brazzaville
Costa Rica|Costa Rican|
Croatia|Croatian, Croat|Zagreb
Cuba|Cuban|Havana
Cyprus|Cypriot|Nicosia
the Czech Republic, Czech Republic, Czechia|Czech, Czechs|Prague
Denmark|Danish, Danes|Copenhagen
Djibouti|Djiboutian|
the Dominican Republic, Dominican Republic||Santo Domingo
East Timor, Timor-Leste|East Timorese, Timorese|Dili
Ecuador|Ecuadorian, Ecuadorean|Quito
Egypt|Egyptian|Cairo
El Salvador|Salvadoran, Salvadorean|San Salvador
Equatorial Guinea|Equatorial Guinean, Equatoguinean|Malabo
Eritrea|Eritrean|Asmara
Estonia|Estonian|Tallinn
Eswatini, Swaziland|Swazi|Mbabane
Ethiopia|Ethiopian|Addis Ababa
Fiji|Fijian|Suva
Finland|Finnish, Finns|Helsinki
France|French, Frenchman, Frenchmen, Frenchwoman|Paris|Elysee, Elysee Palace, Quai d'Orsay
Gabon|Gabonese|Libreville
the Gambia, Gambia|Gambian|Banjul
Georgia|Georgian|Tbilisi
Germany|German|Berlin
Ghana|Ghanaian|Accra
Greece|Greek|Athens
Grenada|Grenadian|
Guatemala|Guatemalan|Guatemala City
Guinea||Conakry
Guinea-Bissau|Bissau-Guinean|Bissau
Guyana|Guyanese|
Haiti|Haitian|Port-au-Prince
Honduras|Honduran|Tegucigalpa
Hungary|Hungarian|Budapest
Iceland|Icelandic, Icelander|Reykjavik
India|Indian|New Delhi, Delhi
Indonesia|Indonesian|Jakarta
Iran|Iranian|Tehran, Teheran
Iraq|Iraqi|Baghdad
Ireland|Irish, Irishman, Irishmen|Dublin
Israel|Israeli|Jerusalem, Tel Aviv
Italy|Italian|Rome|Palazzo Chigi
Ivory Coast, Côte d'Ivoire|Ivorian|Yamoussoukro, Abidjan
Jamaica|Jamaican|
Japan|Japanese|Tokyo
Jordan|Jordanian|Amman
Kazakhstan|Kazakh, Kazakhstani|Astana
Kenya|Kenyan|Nairobi
Kiribati|I-Kiribati|
Kosovo|Kosovar, Kosovan|Pristina
Kuwait|Kuwaiti|Kuwait City
Kyrgyzstan|Kyrgyz|Bishkek
Laos|Laotian, Lao|Vientiane
Latvia|Latvian|Riga
Lebanon|Lebanese|Beirut
Lesotho|Basotho|Maseru
Liberia|Liberian|Monrovia
Libya|Libyan|
Liechtenstein|Liechtensteiner|Vaduz
Lithuania|Lithuanian|Vilnius
Luxembourg|Luxembourgish, Luxembourger|
Madagascar|Malagasy, Madagascan|Antananarivo
Malawi|Malawian|Lilongwe
Malaysia|Malaysian|Kuala Lumpur, Putrajaya
the Maldives, Maldives|Maldivian|
Mali|Malian|Bamako
Malta|Maltese|Valletta
the Marshall Islands, Marshall Islands|Marshallese|
Mauritania|Mauritanian|Nouakchott
Mauritius|Mauritian|Port Louis
Mexico|Mexican|Mexico City
Micronesia||
Moldova|Moldovan|Chisinau
Monaco|Monegasque|
Mongolia|Mongolian|Ulaanbaatar, Ulan Bator
Montenegro|Montenegrin|Podgorica
Morocco|Moroccan|Rabat
Mozambique|Mozambican|Maputo
Myanmar, Burma|Burmese|Naypyidaw, Naypyitaw
Namibia|Namibian|Windhoek
Nauru|Nauruan|
Nepal|Nepalese, Nepali|Kathmandu
the Netherlands, Netherlands, Holland|Dutch, Dutchman, Dutchmen, Dutchwoman|The Hague, Hague
New Zealand|New Zealander|
Nicaragua|Nicaraguan|Managua
Niger|Nigerien|Niamey
Nigeria|Nigerian|Abuja
North Korea, DPRK|North Korean|Pyongyang
North Macedonia, Macedonia|Macedonian|Skopje
Norway|Norwegian|Oslo
Oman|Omani|Muscat
Pakistan|Pakistani|Islamabad
Palau|Palauan|
Palestine|Palestinian|Ramallah
Panama|Panamanian|Panama City
Papua New Guinea|Papua New Guinean|Port Moresby
Paraguay|Paraguayan|Asuncion
Peru|Peruvian|Lima
the Philippines, Philippines|Philippine, Filipino, Filipina|Manila|Malacanang
Poland|Polish, Poles|Warsaw
Portugal|Portuguese|Lisbon
Qatar|Qatari|Doha
Romania|Romanian|Bucharest
Russia, =Russian Federation|Russian|Moscow|Kremlin
Rwanda|Rwandan|Kigali
Samoa|Samoan|
San Marino|Sammarinese|
Saudi Arabia|Saudi, Saudi Arabian|Riyadh
Senegal|Senegalese|Dakar
Serbia|Serbian, Serb|Belgrade
Seychelles|Seychellois|
Sierra Leone|Sierra Leonean|Freetown
Singapore|Singaporean|
Slovakia|Slovak, Slovakian|Bratislava
Slovenia|Slovenian, Slovene|Ljubljana
the Solomon Islands, Solomon Islands|Solomon Islander|Honiara
Somalia|Somali, Somalian|Mogadishu
South Africa|South African|Pretoria
South Korea, =Republic of Korea|South Korean|Seoul|Blue House
South Sudan|South Sudanese|Juba
Spain|Spanish, Spaniard|Madrid|Moncloa
Sri Lanka|Sri Lankan|Colombo
Sudan|Sudanese|Khartoum
Suriname|Surinamese|Paramaribo
Sweden|Swedish, Swedes|Stockholm
Switzerland|Swiss|Bern, Berne
Syria|Syrian|Damascus
Taiwan|Taiwanese|Taipei
Tajikistan|Tajik|Dushanbe
Tanzania|Tanzanian|Dodoma
Thailand|Thai|Bangkok
Togo|Togolese|Lome
Tonga|Tongan|
Trinidad and Tobago, Trinidad|Trinidadian|Port of Spain
Tunisia|Tunisian|Tunis
Turkey, Türkiye|Turkish, Turk|Ankara
Turkmenistan|Turkmen|Ashgabat
Tuvalu|Tuvaluan|
Uganda|Ugandan|Kampala
Ukraine|Ukrainian|Kyiv, Kiev
the United Arab Emirates, =UAE, =United Arab Emirates|Emirati|Abu Dhabi
the United Kingdom, =UK, =United Kingdom, =Britain, =Great Britain|British, Briton, Brit|London|Downing Street, Number 10, No 10, No. 10, Whitehall
the United States, =US, =USA, =United States, =United States of America, America|American|Washington|White House
Uruguay|Uruguayan|Montevideo
Uzbekistan|Uzbek, Uzbekistani|Tashkent
Vanuatu|ni-Vanuatu|
the Vatican, Vatican, =Holy See||
Venezuela|Venezuelan|Caracas|Miraflores
Vietnam|Vietnamese|Hanoi
Yemen|Yemeni|Sanaa, Sana
Zambia|Zambian|Lusaka
Zimbabwe|Zimbabwean|Harare
England|English, Englishman, Englishmen, Englishwoman
Scotland|Scottish, Scot
Wales|Welsh, Welshman, Welshmen
Northern Ireland|Northern Irish
Hong Kong|Hongkonger
Tibet|Tibetan
Catalonia|Catalan
Chechnya|Chechen
Crimea|Crimean
Greenland|Greenlandic, Greenlander
Puerto Rico|Puerto Rican
Quebec|Quebecois
Bavaria|Bavarian
Sicily|Sicilian
Corsica|Corsican
Siberia|Siberian
Hawaii|Hawaiian
California|Californian
Texas|Texan
Gaza|Gazan
Europe|European
Africa|African
Asia|Asian
North America|North American
South America|South American
Latin America|Latin American
Antarctica|Antarctic
`

// Nation reports whether a name is that of a country, one with a government of its own.
func Nation(name string) bool {
	var words []string
	for _, w := range text.Words(name) {
		words = append(words, w.Norm)
	}
	folded := strings.TrimPrefix(strings.Join(words, " "), "the ")
	return atlas.named[cmp.Or(atlas.same[folded], folded)].governs
}
