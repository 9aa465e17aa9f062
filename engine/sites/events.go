package main

import (
	"encoding/json"
	"io"
	"log"
	"sync"
	"time"
)

// Event is one line on standard output. MS is the wall clock in milliseconds since 1970, so that whoever started the
// program can set it against moments of its own.
type Event struct {
	Name    string            `json:"event"`
	MS      float64           `json:"ms"`
	Site    string            `json:"site,omitempty"`
	Rev     int64             `json:"rev,omitempty"`
	Own     bool              `json:"own,omitempty"`   // the picture on stage is the site's own
	After   float64           `json:"after,omitempty"` // ms since the attempt began
	Code    string            `json:"code,omitempty"`
	Message string            `json:"message,omitempty"`
	Counts  map[string]int    `json:"counts,omitempty"`
	Sites   map[string]string `json:"sites,omitempty"`
	Tracks  []TrackReport     `json:"tracks,omitempty"`
}

// TrackReport says what a raw client has had of one track.
type TrackReport struct {
	Source
	Packets int64   `json:"packets"`
	LastMS  float64 `json:"last_ms"`  // wall clock of the last packet, 0 if none
	SoundMS float64 `json:"sound_ms"` // of the last one with sound; the engine ends a voice with silence of its own
}

// Reporter writes events, one writer for all sites.
type Reporter struct {
	mu      sync.Mutex
	encoder *json.Encoder
}

func newReporter(w io.Writer) *Reporter {
	return &Reporter{encoder: json.NewEncoder(w)}
}

// say writes the event with the present time, unless the event brings its own.
func (r *Reporter) say(e Event) {
	if e.MS == 0 {
		e.MS = wallMS(time.Now())
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.encoder.Encode(e); err != nil {
		log.Printf("event lost: %v", err) // the reader is gone; standard input ends next and the program with it
	}
}

func wallMS(t time.Time) float64 {
	return float64(t.UnixMicro()) / 1000
}
