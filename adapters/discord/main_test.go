package discord

import (
	"flag"
	"os"
	"testing"
)

// TestMain lets more tests run at once than there are processors: they mostly wait, since the library takes a
// second over each closing of a connection.
func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", "16"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
