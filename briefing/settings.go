package briefing

// Settings is what the people of a place have set. A place is a channel, or a whole workspace (ID and Thread ""), whose settings
// hold where a channel has none. The zero value sets nothing.
type Settings struct {
	Place     Channel // without a thread
	Zone      string  // IANA name, of subscriptions that name none; "" is that of the workspace, or of the bot
	Length    Length  // of digests whose subscription names none; "" is that of the workspace
	Subscribe Role    // the least role that may change subscriptions here; RoleUnknown is that of the workspace, or RoleSubscribe
	Daily     int     // questions a day that are answered here; 0 is that of the workspace, or of the bot
}

// Over is s where it sets something, and otherwise wide.
func (s Settings) Over(wide Settings) Settings {
	if s.Zone == "" {
		s.Zone = wide.Zone
	}
	if s.Length == "" {
		s.Length = wide.Length
	}
	if s.Subscribe == RoleUnknown {
		s.Subscribe = wide.Subscribe
	}
	if s.Daily == 0 {
		s.Daily = wide.Daily
	}
	return s
}

// Length is how much of each story a digest shows.
type Length string

const (
	LengthHeadlines Length = "headlines" // headline and citation
	LengthShort     Length = "short"     // and the lead sentence
	LengthFull      Length = "full"      // and key figures and a quote
)
