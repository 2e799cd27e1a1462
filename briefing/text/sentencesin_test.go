package text

import (
	"slices"
	"testing"
)

func TestSentencesIn(t *testing.T) {
	tests := []struct {
		language string
		want     []string // the paragraph is these, joined by the space between
	}{
		{"fr", []string{"M. Dulac a rencontré Mme. Orval à 14 h.", "Il n'a pas parlé."}},
		{"fr", []string{"« Nous partons. Il est tard », a dit le maire.", "La salle s'est vidée."}},
		{"fr", []string{"« Où sont-ils ? » a demandé Jeanne Orval.", "Personne n'a répondu."}},
		{"fr", []string{"L'art. 12 de la loi, cf. p. 4, reste en vigueur.", "Les élus voteront le 3 mai."}},
		{"fr", []string{"Il vit à Lorme, rue J. Marat, no 5.", "Elle est partie !", "Pourquoi ?", "On l'ignore."}},
		{"de", []string{"Am 3. Mai traf Dr. Anna Berg den 2. Vorsitzenden, z. B. in Lorn.", "Er schwieg."}},
		{"de", []string{"Das Werk liegt in der Str. 5, Haus Nr. 7, ca. 3 km entfernt.", "Die Stadt zahlt 4 Mio. Euro."}},
		{"de", []string{"„Wir gehen. Es ist spät“, sagte sie.", "Danach ging das Licht aus."}},
		{"de", []string{"Das geschah 2019.", "Seither ist Ruhe."}},
		{"de", []string{"Er kam am 12.", "Die anderen blieben."}},
		{"de", []string{"Im 19. Jahrhundert war das u. a. im Süden so.", "Heute nicht."}},
		{"es", []string{"El Sr. Roca llegó tarde.", "¿Quién lo esperaba?", "¡Nadie!", "La Sra. Luna, de EE. UU., se fue."}},
		{"es", []string{"«No iremos. Es tarde», dijo la alcaldesa.", "El art. 4 no cambia."}},
		{"it", []string{"Il sig. Bruni e l'on. Rossetti votano oggi.", "La legge, art. 12, resta."}},
		{"pt", []string{"O Sr. Matos falou com a Dra. Lima.", "O art. 5 não muda."}},
		{"nl", []string{"Dhr. Jansma sprak o.a. met mevr. De Wit.", "Hij bleef tot 3 mei."}},
		{"da", []string{"Den 3. maj mødte han dr. Holm.", "De talte bl.a. om havnen."}},
		{"pl", []string{"Dr. Nowak mówił m.in. o porcie.", "To było 3. spotkanie."}},
		{"ru", []string{"Завод построили в 1976 г. Его закрыли, т. е. продали.", "Рабочие ушли."}},
		{"ar", []string{"من فاز في الانتخابات؟", "لم يجب الوزير.", "وقال إن النتائج غدا."}},
		{"hi", []string{"मंत्री ने बैठक की।", "इसके बाद वह चले गए।"}},
		{"sw", []string{"Bw. J. Mosi alifika.", "Aliondoka kesho."}},
	}
	for _, tt := range tests {
		paragraph := ""
		for i, s := range tt.want {
			if i > 0 {
				paragraph += " "
			}
			paragraph += s
		}
		checkCut(t, paragraph, tt.language, tt.want)
	}
	unspaced := []struct {
		language string
		want     []string
	}{
		{"zh", []string{"市长周二辞职。", "他说：“我累了。我要走。”", "记者问谁接任？", "没有人知道！"}},
		{"ja", []string{"市長は火曜日に辞任した。", "「疲れた。もう行く。」と述べた。", "後任は誰か？", "未定だ。"}},
	}
	for _, tt := range unspaced {
		paragraph := ""
		for _, s := range tt.want {
			paragraph += s
		}
		checkCut(t, paragraph, tt.language, tt.want)
	}
}

func checkCut(t *testing.T, paragraph, language string, want []string) {
	t.Helper()
	var got []string
	for _, s := range SentencesIn(paragraph, language) {
		got = append(got, s.Of(paragraph))
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s\ngot  %q\nwant %q", language, got, want)
	}
}
