package briefing

import "time"

// Delivery is what a job says, fixed before any of it is sent, and how far it has come. It is made once for a job: whatever
// happens later, the same words are sent, under the same marks, and only what is not known to be shown.
type Delivery struct {
	Job     string // its id
	Channel Channel
	From    string         // the service's id of the person who asked for it; "" for what nobody did
	Parts   []DeliveryPart // messages, sent strictly in order
	Outcome Outcome        // what is remembered once all parts are shown
	Planned time.Time
	Failed  string // why the job cannot be done: the parts only say so, and once they are shown the job is parked with it; "" for all others
}

// DeliveryPart is one message of a delivery.
type DeliveryPart struct {
	Body     []byte // the post, as whoever sends it has encoded it; the store does not read it
	Mark     string // up to 25 characters of a-z and 2-7, which the message carries so that it can be found again in the channel's history
	Under    bool   // it goes into the thread under the first part, where the service has threads
	State    PartState
	Attempts int       // times it was armed
	Armed    time.Time // when it was last given to the service; zero before
	Boot     string    // the run of the program that gave it
	Posted   string    // the service's id of the message; "" unless posted
	Thread   string    // the service's id of the thread under it; "" unless posted where there can be one
	At       time.Time // when it was posted, by the service's clock or ours
	Reason   string    // why it was refused or given up
	Facts    []FactID  // of Outcome.Facts, that it shows; those that no part names count as shown by the first that was posted
}

// PartState is how far a part has come.
type PartState string

const (
	PartPlanned PartState = "planned" // not given to the service, or for certain not shown
	PartSending PartState = "sending" // given to the service: it may be shown
	PartPosted  PartState = "posted"  // shown
	PartRefused PartState = "refused" // never shown: the service refuses it, in every form
)

// Done reports whether nothing is left to send.
func (d Delivery) Done() bool {
	for _, p := range d.Parts {
		if p.State != PartPosted && p.State != PartRefused {
			return false
		}
	}
	return true
}

// Shown reports whether a reader has seen the first part.
func (d Delivery) Shown() bool { return len(d.Parts) > 0 && d.Parts[0].State == PartPosted }

// Outcome is what is remembered once a delivery was shown, in one transaction with the end of its job. The zero value remembers nothing.
type Outcome struct {
	Thread       Channel      // of Turn
	Turn         *Turn        // added to Thread; nil adds none
	Told         []Told       // answers as they were given
	Facts        []FactID     // told in the delivery's channel: kept as Tellings under the message that showed them
	Subscription string       // whose next period begins at Since; "" for none
	Since        time.Time    // for Watch: facts of articles taken in from then on are news. It only moves on, never back
	Edition      *ToldEdition // what a digest told its channel; nil for none
	Watch        string       // id of a watch that has told; "" for none
	Retracted    string       // id of a job whose messages were taken back: its turn, what it told and its delivery are forgotten; "" for none
	Corrected    []FactID     // facts whose tellings in this channel need no corrective any more
}
