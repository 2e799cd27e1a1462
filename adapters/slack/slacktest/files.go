package slacktest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strconv"
)

// File is one that was uploaded: https://docs.slack.dev/messaging/working-with-files#upload
type File struct {
	Name    string
	Content string
	length  int
}

// openUpload is files.getUploadURLExternal.
func (s *Server) openUpload(form url.Values) map[string]any {
	n, err := strconv.Atoi(form.Get("length"))
	if err != nil || n <= 0 {
		return refusal("invalid_arguments")
	}
	id := "F" + strconv.Itoa(len(s.files)+1)
	s.files[id] = &File{Name: form.Get("filename"), length: n}
	return map[string]any{"ok": true, "upload_url": s.http.URL + "/upload/" + id, "file_id": id}
}

// upload takes the bytes of a file, raw or as a form's file.
func (s *Server) upload(w http.ResponseWriter, r *http.Request) {
	var from io.Reader = r.Body
	if parts, err := r.MultipartReader(); err == nil {
		part, err := parts.NextPart()
		if err != nil {
			http.Error(w, "no file", http.StatusBadRequest)
			return
		}
		from = part
	}
	body, err := io.ReadAll(io.LimitReader(from, 1<<20))
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files[r.PathValue("id")]
	if err != nil || f == nil || len(body) != f.length {
		http.Error(w, "no such file, or of another length", http.StatusBadRequest)
		return
	}
	f.Content = string(body)
	io.WriteString(w, "OK")
}

// showFiles is files.completeUploadExternal: it shows what was uploaded.
func (s *Server) showFiles(form url.Values) map[string]any {
	var list []struct{ ID string }
	if json.Unmarshal([]byte(form.Get("files")), &list) != nil || len(list) == 0 {
		return refusal("invalid_arguments")
	}
	if code := s.shut(form.Get("channel_id")); code != "" {
		return refusal(code)
	}
	p := Post{Channel: form.Get("channel_id"), Thread: form.Get("thread_ts"), Text: form.Get("initial_comment"), Form: map[string]string{}}
	var files []any
	for _, one := range list {
		f := s.files[one.ID]
		if f == nil || f.Content == "" {
			return refusal("file_not_found")
		}
		p.Files = append(p.Files, *f)
		files = append(files, map[string]any{"id": one.ID, "title": f.Name})
	}
	s.show(p)
	return map[string]any{"ok": true, "files": files}
}
