package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"time"
)

const (
	answerTimeout = 20 * time.Second
	largestAnswer = 1 << 20
)

// Refusal is an answer of the product that says no.
type Refusal struct {
	Status     int     `json:"-"`
	Code       string  `json:"code"`
	Message    string  `json:"message"`
	RetryAfter float64 `json:"retry_after"` // seconds
}

func (r *Refusal) Error() string {
	return fmt.Sprintf("%d %s: %s", r.Status, r.Code, r.Message)
}

// staysOut: the pass is of no more use, the site has to show its PIN again.
func staysOut(err error) bool {
	var refusal *Refusal
	return errors.As(err, &refusal) && (refusal.Status == http.StatusUnauthorized || refusal.Status == http.StatusForbidden)
}

// Web speaks with the product over HTTP as a room's browser does.
type Web struct {
	base    string
	client  *http.Client
	streams *http.Client // without a timeout: a stream lasts as long as the conference
}

func newWeb(base string, sites int) *Web {
	transport := &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		MaxIdleConnsPerHost: sites + 8,
		IdleConnTimeout:     4 * time.Second, // shorter than the server's five, so that no request meets a closing line
		ForceAttemptHTTP2:   false,
	}
	return &Web{
		base:    strings.TrimSuffix(base, "/"),
		client:  &http.Client{Transport: transport, Timeout: answerTimeout},
		streams: &http.Client{Transport: transport},
	}
}

// Boot is the part of the room page's data that a site acts on.
type Boot struct {
	State string `json:"state"`
	Site  struct {
		ID string `json:"id"`
	} `json:"site"`
}

var bootBlock = regexp.MustCompile(`(?s)<script[^>]*\bid="boot"[^>]*>(.*?)</script>`)

// page opens the join link and reads what the page hands its script.
func (w *Web) page(ctx context.Context, link string) (Boot, error) {
	var boot Boot
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, w.base+"/j/"+link, nil)
	if err != nil {
		return boot, fmt.Errorf("room page: %w", err)
	}
	response, err := w.client.Do(request)
	if err != nil {
		return boot, fmt.Errorf("room page: %w", err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, largestAnswer))
	if err != nil {
		return boot, fmt.Errorf("room page: %w", err)
	}
	if response.StatusCode != http.StatusOK {
		return boot, &Refusal{Status: response.StatusCode, Code: "page", Message: "the join link does not open"}
	}
	block := bootBlock.FindSubmatch(body)
	if block == nil {
		return boot, errors.New("room page: no boot data")
	}
	if err := json.Unmarshal(block[1], &boot); err != nil {
		return boot, fmt.Errorf("room page: %w", err)
	}
	return boot, nil
}

// Entry is the answer to "may I enter the hall".
type Entry struct {
	URL      string `json:"url"`
	Token    string `json:"token"`
	Identity string `json:"identity"`
	RetryMS  int    `json:"retry_ms"` // queued: come back after that
}

// enter asks for a place in the engine. queued: not yet.
func (w *Web) enter(ctx context.Context, pass string) (entry Entry, queued bool, err error) {
	status, err := w.post(ctx, "/live/room/enter", pass, map[string]any{}, &entry)
	return entry, status == http.StatusAccepted, err
}

// pin shows the PIN and gets the room's pass.
func (w *Web) pin(ctx context.Context, spec SiteSpec) (string, error) {
	var answer struct {
		Pass string `json:"pass"`
	}
	_, err := w.post(ctx, "/api/v1/join/"+spec.Link+"/pin", "", map[string]any{"pin": spec.PIN, "device": spec.Device, "label": spec.Label}, &answer)
	return answer.Pass, err
}

// post sends JSON and reads JSON; a status from 300 on becomes a Refusal.
func (w *Web) post(ctx context.Context, path, pass string, body, answer any) (int, error) {
	data, err := json.Marshal(body)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", path, err)
	}
	return w.send(ctx, path, pass, "application/json", data, answer)
}

func (w *Web) send(ctx context.Context, path, pass, kind string, data []byte, answer any) (int, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, w.base+path, bytes.NewReader(data))
	if err != nil {
		return 0, fmt.Errorf("%s: %w", path, err)
	}
	request.Header.Set("Content-Type", kind)
	if pass != "" {
		request.Header.Set("Authorization", "Bearer "+pass)
	}
	response, err := w.client.Do(request)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", path, err)
	}
	defer response.Body.Close()
	received, err := io.ReadAll(io.LimitReader(response.Body, largestAnswer))
	if err != nil {
		return response.StatusCode, fmt.Errorf("%s: %w", path, err)
	}
	if response.StatusCode >= http.StatusMultipleChoices {
		refusal := &Refusal{Status: response.StatusCode, Code: "http"}
		if json.Unmarshal(received, refusal) != nil { // no JSON: a proxy answered
			refusal.Message = http.StatusText(response.StatusCode)
		}
		return response.StatusCode, refusal
	}
	if answer != nil && len(received) > 0 {
		if err := json.Unmarshal(received, answer); err != nil {
			return response.StatusCode, fmt.Errorf("%s: %w", path, err)
		}
	}
	return response.StatusCode, nil
}

// open starts the room's event stream.
func (w *Web) open(ctx context.Context, pass, lastID string) (io.ReadCloser, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, w.base+"/live/room/stream", nil)
	if err != nil {
		return nil, fmt.Errorf("stream: %w", err)
	}
	request.Header.Set("Accept", "text/event-stream")
	request.Header.Set("Authorization", "Bearer "+pass)
	if lastID != "" {
		request.Header.Set("Last-Event-ID", lastID)
	}
	response, err := w.streams.Do(request)
	if err != nil {
		return nil, fmt.Errorf("stream: %w", err)
	}
	if response.StatusCode != http.StatusOK {
		refusal := &Refusal{Status: response.StatusCode, Code: "stream"}
		body, readErr := io.ReadAll(io.LimitReader(response.Body, largestAnswer))
		if readErr == nil && json.Unmarshal(body, refusal) != nil {
			refusal.Message = http.StatusText(response.StatusCode)
		}
		return nil, errors.Join(refusal, response.Body.Close())
	}
	return response.Body, nil
}
