package main

import (
	"errors"
	"fmt"
	"time"
)

// Config is the first JSON value on standard input.
type Config struct {
	Mode           string      `json:"mode"`             // "rooms" through the product's own pages; "raw" straight into the engine
	BaseURL        string      `json:"base_url"`         // rooms: where the product is served, without a trailing slash
	EngineURL      string      `json:"engine_url"`       // raw: ws:// address of the engine; rooms: used in place of what the product hands to browsers
	JoinsPerSecond float64     `json:"joins_per_second"` // how fast sites start; 0 means 20
	MaxSeconds     float64     `json:"max_seconds"`      // the program ends by itself after this; 0 means twelve hours
	ToldDelayMS    int         `json:"told_delay_ms"`    // every message of the stream is held back by a random 0…n ms
	JitterMS       *int        `json:"jitter_ms"`        // random delay before a reconnection; absent means 5000
	StatusMS       int         `json:"status_ms"`        // a status event this often; 0 means only when asked
	Seed           uint64      `json:"seed"`             // of every random choice; 0 means from the clock
	Sites          []SiteSpec  `json:"sites"`            // rooms
	Clients        []RawClient `json:"clients"`          // raw
}

// SiteSpec is one simulated site: how it gets in and what it shows and sounds.
type SiteSpec struct {
	Site   string `json:"site"`   // pk of the site as text
	Link   string `json:"link"`   // key of its join link
	PIN    string `json:"pin"`    // six digits
	Name   string `json:"name"`   // for messages
	Device string `json:"device"` // its machine's id, "sim…"
	Label  string `json:"label"`  // what the operator reads about the machine
	Video  string `json:"video"`  // IVF file, VP8
	Sound  string `json:"sound"`  // Ogg file, Opus, one packet a page
	Still  string `json:"still"`  // JPEG file
}

// RawClient is one SDK client with a token of its own, without the product around it.
type RawClient struct {
	Site    string   `json:"site"`    // its name in events
	Token   string   `json:"token"`   // engine token
	Role    string   `json:"role"`    // "room": takes what Wants lists; "listener": takes everything; "hostile": obeys nothing
	Wants   []Source `json:"wants"`   // room
	Publish []string `json:"publish"` // "camera", "microphone": published once connected
	Video   string   `json:"video"`
	Sound   string   `json:"sound"`
}

const (
	defaultJoinsPerSecond = 20
	defaultJitter         = 5 * time.Second
	longestRun            = 12 * time.Hour
)

// check fills in defaults and refuses what cannot be run.
func (c *Config) check() error {
	if c.JoinsPerSecond <= 0 {
		c.JoinsPerSecond = defaultJoinsPerSecond
	}
	if c.Seed == 0 {
		c.Seed = uint64(time.Now().UnixNano())
	}
	switch c.Mode {
	case "rooms":
		if c.BaseURL == "" || len(c.Sites) == 0 {
			return errors.New("mode rooms needs base_url and sites")
		}
		seen := make(map[string]bool, len(c.Sites))
		for _, s := range c.Sites {
			if s.Site == "" || s.Link == "" || s.Device == "" || seen[s.Site] {
				return fmt.Errorf("site %q: needs an id of its own, a link and a device", s.Site)
			}
			seen[s.Site] = true
		}
	case "raw":
		if c.EngineURL == "" || len(c.Clients) == 0 {
			return errors.New("mode raw needs engine_url and clients")
		}
		for _, r := range c.Clients {
			switch r.Role {
			case "room", "listener", "hostile":
			default:
				return fmt.Errorf("client %q: unknown role %q", r.Site, r.Role)
			}
		}
	default:
		return fmt.Errorf("unknown mode %q", c.Mode)
	}
	return nil
}

func (c *Config) jitter() time.Duration {
	if c.JitterMS == nil {
		return defaultJitter
	}
	return time.Duration(*c.JitterMS) * time.Millisecond
}

func (c *Config) lifetime() time.Duration {
	if c.MaxSeconds <= 0 {
		return longestRun
	}
	return time.Duration(c.MaxSeconds * float64(time.Second))
}
