package main

import (
	"fmt"
	"os"
	"runtime/metrics"
	"strings"
)

// heapBytes is what lives on the heap of Go or is not yet collected.
func heapBytes() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

// resident is a line of the process's status in bytes: VmHWM is the most that was resident, mapped files included; RssAnon is
// memory that is no file's.
func resident(line string) int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for l := range strings.Lines(string(status)) {
		var kilobytes int64
		if n, _ := fmt.Sscanf(l, line+": %d kB", &kilobytes); n == 1 {
			return kilobytes << 10
		}
	}
	return 0
}
