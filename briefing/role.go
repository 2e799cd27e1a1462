package briefing

// Role is what a person may do in a place. Each role may do what those before it may.
type Role int

const (
	RoleUnknown    Role = iota // the service did not say: counts as RoleRead
	RoleRead                   // ask, and see what there is
	RoleSubscribe              // make and change the subscriptions and watches of a place
	RoleAdminister             // change the settings of a place or workspace
)

// String is the role as people call it.
func (r Role) String() string {
	switch r {
	case RoleSubscribe:
		return "subscribe"
	case RoleAdminister:
		return "administer"
	}
	return "read"
}

// May reports whether a person of role r may do what needs role need.
func (r Role) May(need Role) bool { return max(r, RoleRead) >= need }
