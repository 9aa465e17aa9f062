package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// product stands in for the web server: it speaks the live contract and notes what it is asked.
type product struct {
	mu        sync.Mutex
	asked     []string
	admit     chan struct{}
	entries   int
	breaks    bool     // the stream ends right after its first message
	resumedAt []string // Last-Event-ID of every stream
}

func (p *product) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	p.mu.Lock()
	p.asked = append(p.asked, r.Method+" "+r.URL.Path)
	p.mu.Unlock()
	if strings.HasPrefix(r.URL.Path, "/live/") && r.Header.Get("Authorization") != "Bearer the-pass" {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	switch r.URL.Path {
	case "/j/link":
		fmt.Fprint(w, `<html><script id="boot" type="application/json">{"state":"open","site":{"id":"17"}}</script></html>`)
	case "/api/v1/join/link/pin":
		var given struct{ PIN, Device, Label string }
		if json.Unmarshal(body, &given) != nil || given.PIN != "123456" || given.Device != "sim00000017" {
			w.WriteHeader(http.StatusForbidden)
			fmt.Fprint(w, `{"code":"wrong_pin","message":"sai","retry_after":0.01}`)
			return
		}
		fmt.Fprint(w, `{"pass":"the-pass","admitted":false}`)
	case "/live/room/stream":
		p.stream(w, r)
	case "/live/room/enter":
		p.mu.Lock()
		p.entries++
		first := p.entries == 1
		p.mu.Unlock()
		if first {
			w.WriteHeader(http.StatusAccepted)
			fmt.Fprint(w, `{"ahead":3,"retry_ms":10}`)
			return
		}
		w.WriteHeader(http.StatusServiceUnavailable)
		fmt.Fprint(w, `{"code":"engine_down","message":"máy chủ hội nghị chưa chạy"}`)
	case "/live/room/heartbeat":
		fmt.Fprint(w, `{"now":1,"rev":4,"id":"b:2"}`)
	case "/live/room/still":
		w.WriteHeader(http.StatusNoContent)
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

func (p *product) stream(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	p.resumedAt = append(p.resumedAt, r.Header.Get("Last-Event-ID"))
	again := len(p.resumedAt) > 1
	breaks := p.breaks
	p.mu.Unlock()
	if !again {
		fmt.Fprint(w, "retry: 10\nid: b:1\nevent: snapshot\ndata: {\"now\":1,\"view\":{\"hall\":{\"phase\":\"open\"},\"stage\":{\"rev\":4,\"layout\":\"hold\",\"slots\":{}},\"me\":{\"device\":\"waiting\"}}}\n\n")
		w.(http.Flusher).Flush()
		if breaks {
			return
		}
	}
	select {
	case <-p.admit:
	case <-r.Context().Done():
		return
	}
	fmt.Fprint(w, "id: b:2\nevent: patch\ndata: {\"now\":2,\"patch\":{\"me\":{\"device\":\"admitted\"}}}\n\n")
	w.(http.Flusher).Flush()
	<-r.Context().Done()
}

func (p *product) wasAsked(what string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, each := range p.asked {
		if each == what {
			return true
		}
	}
	return false
}

// listener collects events and lets a test wait for one.
type listener struct {
	events chan Event
}

func (l *listener) Write(data []byte) (int, error) {
	var event Event
	if err := json.Unmarshal(data, &event); err != nil {
		return 0, err
	}
	l.events <- event
	return len(data), nil
}

func (l *listener) await(t *testing.T, name string) Event {
	t.Helper()
	limit := time.After(10 * time.Second)
	for {
		select {
		case event := <-l.events:
			if event.Name == name {
				return event
			}
		case <-limit:
			t.Fatalf("no event %q", name)
		}
	}
}

func TestTheLaterTellingOfTheStageWins(t *testing.T) {
	telling := func(turn, rev int64, voice string) View {
		return View{Turn: turn, Stage: Picture{Rev: rev}, Sound: map[string]Voice{voice: {}}}
	}
	for _, each := range []struct {
		what            string
		stream, carried View
		heard           string
	}{
		{"a microphone was closed and the stage stayed", telling(7, 4, "old"), telling(8, 4, "new"), "new"},
		{"the stream is ahead on the same stage", telling(9, 4, "new"), telling(8, 4, "old"), "new"},
		{"a cut that the stream has not told", telling(7, 4, "old"), telling(9, 5, "new"), "new"},
		{"machines of the stage are others since", telling(7, 5, "new"), telling(7, 4, "old"), "new"},
		{"both tell the same", telling(7, 4, "new"), telling(7, 4, "old"), "new"},
	} {
		site := Site{view: each.stream, carried: each.carried}
		if _, found := site.current().Sound[each.heard]; !found {
			t.Errorf("%s: the older telling was taken", each.what)
		}
	}
}

func simulated(t *testing.T, p *product, pin string) *listener {
	t.Helper()
	server := httptest.NewServer(p)
	t.Cleanup(server.Close)
	still := filepath.Join(t.TempDir(), "still.jpg")
	if err := os.WriteFile(still, []byte("\xff\xd8\xff\xd9"), 0o600); err != nil {
		t.Fatal(err)
	}
	none := 0
	config := &Config{Mode: "rooms", BaseURL: server.URL, JitterMS: &none, JoinsPerSecond: 100, Sites: []SiteSpec{
		{Site: "17", Link: "link", PIN: pin, Device: "sim00000017", Still: still},
	}}
	if err := config.check(); err != nil {
		t.Fatal(err)
	}
	heard := &listener{events: make(chan Event, 1000)}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		newRun(config, newReporter(heard)).run(ctx, make(chan Command))
		close(ended)
	}()
	t.Cleanup(func() {
		cancel()
		<-ended
	})
	return heard
}

func TestASiteComesInTheWayARoomDoes(t *testing.T) {
	p := &product{admit: make(chan struct{})}
	heard := simulated(t, p, "123456")
	heard.await(t, "joined")
	heard.await(t, "waiting")
	if p.wasAsked("POST /live/room/enter") {
		t.Error("it asked to enter before it was let in")
	}
	close(p.admit)
	heard.await(t, "admitted")
	refused := heard.await(t, "error")
	if refused.Code != "enter" || !strings.Contains(refused.Message, "engine_down") {
		t.Errorf("after the queue the engine was down, but it said %+v", refused)
	}
	for _, what := range []string{"GET /j/link", "POST /api/v1/join/link/pin", "POST /live/room/still", "POST /live/room/heartbeat"} {
		if !p.wasAsked(what) {
			t.Errorf("never asked: %s", what)
		}
	}
}

func TestABrokenStreamIsResumedWhereItEnded(t *testing.T) {
	p := &product{admit: make(chan struct{}), breaks: true}
	heard := simulated(t, p, "123456")
	heard.await(t, "waiting")
	close(p.admit)
	heard.await(t, "admitted")
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.resumedAt) < 2 || p.resumedAt[0] != "" || p.resumedAt[1] != "b:1" {
		t.Errorf("streams began at %q", p.resumedAt)
	}
}

func TestAWrongPINIsReported(t *testing.T) {
	heard := simulated(t, &product{}, "000000")
	refused := heard.await(t, "error")
	if refused.Code != "knock" || !strings.Contains(refused.Message, "wrong_pin") {
		t.Errorf("it said %+v", refused)
	}
}
