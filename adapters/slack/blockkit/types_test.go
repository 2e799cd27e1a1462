package blockkit

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"
)

// The packages that say what Slack's own types are.
var typePackages = []string{"@slack/types@3.2.0", "typescript@5.9.3"}

// TestTypes has the TypeScript compiler check the main messages, forms and pages against Slack's own types of them, by far stricter than what
// Slack says in words. Citations are not among those types yet, so none are shown here. It needs npm, and keeps the packages in the
// user's cache, outside of the house.
func TestTypes(t *testing.T) {
	folder := typesFolder(t)
	var source strings.Builder
	source.WriteString("import type { KnownBlock, ModalView, HomeView } from '@slack/types';\n")
	declare := func(name, of string, v any) {
		fmt.Fprintf(&source, "export const %s: %s = %s;\n", name, of, indented(t, v))
	}
	for _, s := range samples() {
		for i, m := range rendered(s) {
			declare(fmt.Sprintf("%s%d", s.name, i), "KnownBlock[]", m["blocks"])
		}
		for i, p := range s.posts { // where the newer blocks are not taken
			declare(fmt.Sprintf("plain_%s%d", s.name, i), "KnownBlock[]", Render(p, Look{}).Blocks)
		}
	}
	crowded := withActions(strings.Fields("a b c d e f g h i j share delete good wrong")...)
	declare("crowded", "KnownBlock[]", Render(crowded, full).Blocks)
	for name, v := range sampleViews() {
		of := "ModalView"
		if _, ok := v.(slack.HomeTabViewRequest); ok {
			of = "HomeView"
		}
		declare(name+"View", of, v)
	}
	if out := compiled(t, folder, source.String()); out != "" {
		t.Errorf("not what Slack's types say:\n%s", out)
	}
	if out := compiled(t, folder, "import type { KnownBlock } from '@slack/types';\nexport const b: KnownBlock[] = [{\"type\": \"header\"}];\n"); !strings.Contains(out, "TS2") {
		t.Errorf("a header without text passes: nothing is checked here: %s", out)
	}
}

// compiled is what the TypeScript compiler says about a source; "" if nothing is wrong.
func compiled(t *testing.T, folder, source string) string {
	t.Helper()
	file, err := os.CreateTemp(folder, "blocks-*.mts")
	if err != nil {
		t.Fatal(err)
	}
	defer os.Remove(file.Name())
	if _, err := file.WriteString(source); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), filepath.Join(folder, "node_modules", ".bin", "tsc"),
		"--noEmit", "--strict", "--skipLibCheck", "--module", "node16", "--moduleResolution", "node16", file.Name())
	c.Dir = folder
	out, err := c.CombinedOutput()
	if err == nil {
		return ""
	}
	return err.Error() + "\n" + string(out)
}

// typesFolder is a folder with the packages in it.
func typesFolder(t *testing.T) string {
	t.Helper()
	npm, err := exec.LookPath("npm")
	if err != nil || testing.Short() {
		t.Skip("SKIPPED: without npm nobody checks the blocks against Slack's own types")
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Skip("SKIPPED: no cache folder for Slack's own types: " + err.Error())
	}
	folder := filepath.Join(cache, "nutgraf-slack-types")
	done := filepath.Join(folder, "installed")
	want := []byte(strings.Join(typePackages, "\n"))
	if have, err := os.ReadFile(done); err == nil && bytes.Equal(have, want) {
		return folder
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), npm, slices.Concat([]string{"install", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts"}, typePackages)...)
	if out, err := c.CombinedOutput(); err != nil {
		t.Skipf("SKIPPED: npm does not bring Slack's own types: %v\n%s", err, out)
	}
	if err := os.WriteFile(done, want, 0o644); err != nil {
		t.Fatal(err)
	}
	return folder
}
