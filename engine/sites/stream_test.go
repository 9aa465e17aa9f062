package main

import (
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestStreamIsReadAsTheStandardSays(t *testing.T) {
	cases := map[string]struct {
		text string
		want []Message
	}{
		"one message": {
			"id: b:1\nevent: snapshot\ndata: {\"now\":1}\n\n",
			[]Message{{ID: "b:1", Event: "snapshot", Data: `{"now":1}`}},
		},
		"the id stays, the event does not": {
			"id: b:1\nevent: patch\ndata: 1\n\ndata: 2\n\n",
			[]Message{{ID: "b:1", Event: "patch", Data: "1"}, {ID: "b:1", Data: "2"}},
		},
		"data over several lines":        {"data: a\ndata:b\n\n", []Message{{Data: "a\nb"}}},
		"comments and retry":             {": ping\n\nretry: 2500\ndata: a\n\n", []Message{{Data: "a", Retry: 2500 * time.Millisecond}}},
		"carriage returns":               {"data: a\r\n\r\n", []Message{{Data: "a"}}},
		"a message cut off is not taken": {"data: a\n\ndata: b\n", []Message{{Data: "a"}}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var got []Message
			lines := 0
			err := readMessages(strings.NewReader(c.text), func() { lines++ }, func(m Message) error {
				got = append(got, m)
				return nil
			})
			if !errors.Is(err, io.EOF) || !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %+v (%v), want %+v", got, err, c.want)
			}
			if lines != strings.Count(c.text, "\n") {
				t.Errorf("noticed %d lines of %d", lines, strings.Count(c.text, "\n"))
			}
		})
	}
}
