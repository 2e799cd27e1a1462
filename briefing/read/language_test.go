package read

import (
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing"
)

// languageTexts are invented, a paragraph of news each.
var languageTexts = map[string]string{
	"en": "The harbour in Port Ellery will stay closed until the end of the week, the council said on Monday. Divers found two cracks in the wall, and the engineers who looked at them said that nobody should walk there.",
	"fr": "Le port de Lorme restera fermé jusqu'à la fin de la semaine, a annoncé lundi le conseil municipal. Des plongeurs ont trouvé deux fissures dans le mur et les ingénieurs ont demandé que personne ne s'en approche.",
	"de": "Der Hafen von Lornstadt bleibt bis zum Ende der Woche geschlossen, wie der Rat am Montag mitteilte. Taucher haben zwei Risse in der Mauer gefunden, und die Ingenieure wollen nicht, dass jemand in die Nähe kommt.",
	"es": "El puerto de Lorna seguirá cerrado hasta el final de la semana, según anunció el lunes el ayuntamiento. Los buzos encontraron dos grietas en el muro y los ingenieros pidieron que nadie se acerque a la zona.",
	"it": "Il porto di Lorna resterà chiuso fino alla fine della settimana, ha annunciato lunedì il consiglio comunale. I sommozzatori hanno trovato due crepe nel muro e gli ingegneri hanno chiesto che nessuno si avvicini.",
	"pt": "O porto de Lorna vai continuar fechado até ao fim da semana, anunciou na segunda-feira a câmara. Os mergulhadores encontraram duas fendas no muro e os engenheiros pediram que ninguém se aproxime da zona.",
	"nl": "De haven van Lornedam blijft tot het einde van de week gesloten, meldde de gemeenteraad op maandag. Duikers vonden twee scheuren in de muur en volgens de ingenieurs mag niemand in de buurt van het water komen.",
	"sv": "Hamnen i Lornvik är stängd till slutet av veckan, meddelade kommunen på måndagen. Dykare har hittat två sprickor i muren och ingenjörerna säger att ingen får gå nära den, eftersom det är farligt också för båtar.",
	"pl": "Port w Lornie pozostanie zamknięty do końca tygodnia, podała w poniedziałek rada miasta. Nurkowie znaleźli dwie szczeliny w murze, a inżynierowie mówią, że nikt nie może się do niego zbliżać, bo jest to niebezpieczne.",
	"ru": "Порт в Лорне будет закрыт до конца недели, сообщил в понедельник городской совет. Водолазы нашли две трещины в стене, и инженеры сказали, что никто не должен подходить к ней, потому что это опасно.",
	"tr": "Lorna limanı haftanın sonuna kadar kapalı kalacak, dedi belediye meclisi pazartesi günü. Dalgıçlar duvarda iki çatlak buldu ve mühendisler bunun çok tehlikeli olduğunu, bu nedenle kimse için uygun olmadığını söyledi.",
	"zh": "市政府周一表示，港口将关闭到本周末。潜水员在墙上发现了两条裂缝，工程师说任何人都不应该靠近。",
	"ja": "市は月曜日、港を週末まで閉鎖すると発表した。潜水士が壁に二つの亀裂を見つけ、技術者は誰も近づかないよう求めている。",
	"ar": "قال مجلس المدينة يوم الاثنين إن الميناء سيبقى مغلقا حتى نهاية الأسبوع. وعثر الغواصون على شقين في الجدار، وقال المهندسون إن الاقتراب منه خطر على الجميع.",
	"el": "Το λιμάνι θα μείνει κλειστό μέχρι το τέλος της εβδομάδας, είπε τη Δευτέρα ο δήμος. Οι δύτες βρήκαν δύο ρωγμές στον τοίχο.",
}

func TestLanguage(t *testing.T) {
	article := func(s string) briefing.Article {
		return briefing.Article{Text: s, Blocks: []briefing.Block{{Kind: briefing.BlockBody, Span: briefing.Span{End: len(s)}}}}
	}
	for code, s := range languageTexts {
		long := strings.Repeat(s+" ", 4)
		if got := language("", article(s)); got != code {
			t.Errorf("short text in %s read as %q", code, got)
		}
		if got := language("", article(long)); got != code {
			t.Errorf("text in %s read as %q", code, got)
		}
		for _, declared := range []string{"en-US", "de", "fr-FR"} {
			if got := language(declared, article(long)); got != code {
				t.Errorf("text in %s declared %s read as %q", code, declared, got)
			}
		}
		if got := language("en", article("Lorna 214")); got != "en" {
			t.Errorf("a few words declared en read as %q", got)
		}
	}
	if got := language("af", article(strings.Repeat(languageTexts["nl"]+" ", 4))); got != "af" {
		t.Errorf("a language without a list was overruled by a relative: %q", got)
	}
	if got := language("", article("Port Ellery Lornstadt 2024")); got != "" {
		t.Errorf("four names read as %q", got)
	}
}
