package bot

import (
	"testing"
	"testing/synctest"
)

// A subscription that is renamed stays the same one: its next digest begins where the last one ended, and its first name is free.
func TestSubscriptionIsRenamed(t *testing.T) {
	live(t, nil, func(h *house) {
		h.say("1", "subscribe to ferries at 08:00 as Boats")
		synctest.Wait()
		before := h.subscriptions()[0]
		h.say("2", "subscribe to ferries, docks at 08:00 as Harbour instead of boats")
		h.say("3", "subscribe to ferries, docks at 08:00 as Harbour instead of boats") // a form sent twice
		synctest.Wait()
		h.wantSeen("Subscribed: subscribe to ferries", "Changed: subscribe to ferries, docks at 08:00 every day UTC as Harbour", "Changed: ")
		after := h.subscriptions()
		if len(after) != 1 || after[0].ID != before.ID || after[0].Name != "Harbour" || len(after[0].Topics) != 2 || !after[0].Since.Equal(before.Since) {
			t.Fatalf("%+v became %+v", before, after)
		}
		h.say("4", "subscribe to sails at 08:00 as Boats")
		synctest.Wait()
		if all := h.subscriptions(); len(all) != 2 || all[0].ID == all[1].ID {
			t.Fatalf("the first name is not free: %+v", all)
		}
		h.say("5", "subscribe to sails at 08:00 as harbour instead of Boats")
		h.say("6", "unsubscribe Boats")
		synctest.Wait()
		h.wantSeen("Subscribed", "Changed", "Changed", "Subscribed", "there is a subscription of the name harbour already", "Stopped: Boats")
		if all := h.subscriptions(); len(all) != 1 || all[0].Name != "Harbour" {
			t.Errorf("left: %+v", all)
		}
	})
}
