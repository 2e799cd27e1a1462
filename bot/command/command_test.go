package command

import "testing"

func TestParseCommand(t *testing.T) {
	for text, want := range map[string]Command{
		"":                                  {Kind: Help},
		" ?! ":                              {Kind: Help},
		"Help":                              {Kind: Help},
		"help!":                             {Kind: Help},
		"Help me understand the sanctions":  {Question, "Help me understand the sanctions"},
		"reset":                             {Kind: Reset},
		"RESET.":                            {Kind: Reset},
		"Who will reset the talks?":         {Question, "Who will reset the talks?"},
		"subscriptions":                     {Kind: Subscriptions},
		"subscriptions fell at which firm?": {Question, "subscriptions fell at which firm?"},
		"subscribe to x  at 08:00":          {SubscribeTo, "to x at 08:00"},
		"/subscribe":                        {Kind: SubscribeTo},
		"unsubscribe morning":               {Unsubscribe, "morning"},
		"who\nsaid that?":                   {Question, "who said that?"},
		"谁说的":                               {Question, "谁说的"},
	} {
		if got := Parse(text); got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}
