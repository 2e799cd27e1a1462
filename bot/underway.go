package bot

import (
	"errors"
	"sync"

	"github.com/nutgraf/nutgraf/briefing"
)

// underWay knows which jobs this run is doing. A clock that is set forward ends leases early, and then the queue gives a job that is
// being done to a second worker: whoever does it goes on, alone, and settles it in the name of the last who claimed it.
type underWay struct {
	mu     sync.Mutex
	holder map[string]string // job -> worker that the queue says has it
}

// begin says that a worker has claimed a job, and reports whether it is to do it.
func (u *underWay) begin(job, worker string) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.holder == nil {
		u.holder = map[string]string{}
	}
	_, doing := u.holder[job]
	u.holder[job] = worker
	return !doing
}

// end settles a job that was done by writing it down in its holder's name.
func (u *underWay) end(job string, write func(worker string) error) error {
	for {
		u.mu.Lock()
		worker := u.holder[job]
		u.mu.Unlock()
		err := write(worker)
		u.mu.Lock()
		if u.holder[job] != worker && errors.Is(err, briefing.ErrNotFound) { // claimed anew in this very moment
			u.mu.Unlock()
			continue
		}
		delete(u.holder, job)
		u.mu.Unlock()
		return err
	}
}
