package main

import (
	"encoding/json"
	"fmt"
)

// Source names a track the way our own server lists it. Nothing else may be subscribed to.
type Source struct {
	Identity string `json:"identity"`
	Kind     string `json:"kind"`   // "audio", "video"
	Source   string `json:"source"` // "camera", "microphone", "screen_share", "screen_share_audio"
}

// Slot is one place in a picture. ID is missing while the site has no machine in the hall.
type Slot struct {
	Site   string `json:"site"`
	ID     string `json:"id"`
	Kind   string `json:"kind"`
	Source string `json:"source"`
}

// Picture is what is on stage, or what comes next.
type Picture struct {
	Rev    int64           `json:"rev"`
	Layout string          `json:"layout"`
	Slots  map[string]Slot `json:"slots"`
}

// sources lists the tracks a picture is made of.
func (p *Picture) sources() []Source {
	if p == nil {
		return nil
	}
	var list []Source
	for _, slot := range p.Slots {
		if slot.ID != "" {
			list = append(list, Source{Identity: slot.ID, Kind: slot.Kind, Source: slot.Source})
		}
	}
	return list
}

// Voice is one open microphone that rooms are to take.
type Voice struct {
	Kind   string `json:"kind"`
	Source string `json:"source"`
}

// View is the part of the room view that a simulated site acts on.
type View struct {
	Hall struct {
		Phase string `json:"phase"`
	} `json:"hall"`
	// Turn is greater in the later of two tellings of stage, next and sound.
	Turn  int64            `json:"turn"`
	Stage Picture          `json:"stage"`
	Next  *Picture         `json:"next"`
	Sound map[string]Voice `json:"sound"`
	Me    struct {
		Device string `json:"device"`
		Camera bool   `json:"camera"`
		Mic    bool   `json:"mic"`
	} `json:"me"`
}

// laterThan compares two tellings of the stage. On the same turn the revision tells: it rises also when only the
// machine of a site on the stage is another one.
func (v *View) laterThan(other *View) bool {
	if v.Turn != other.Turn {
		return v.Turn > other.Turn
	}
	return v.Stage.Rev > other.Stage.Rev
}

// readView takes the typed part out of a view document.
func readView(document any) (View, error) {
	var view View
	data, err := json.Marshal(document)
	if err != nil {
		return view, fmt.Errorf("view: %w", err)
	}
	if err := json.Unmarshal(data, &view); err != nil {
		return view, fmt.Errorf("view: %w", err)
	}
	return view, nil
}

// wants is what a room subscribes to: stage, next and the voices that the server lists. Its own tracks are left out.
func (v *View) wants(own string) map[Source]bool {
	list := append(v.Stage.sources(), v.Next.sources()...)
	for identity, voice := range v.Sound {
		list = append(list, Source{Identity: identity, Kind: voice.Kind, Source: voice.Source})
	}
	set := make(map[Source]bool, len(list))
	for _, source := range list {
		if source.Identity != own {
			set[source] = true
		}
	}
	return set
}
