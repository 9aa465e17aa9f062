package main

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// Message is one event of a text/event-stream.
type Message struct {
	ID    string
	Event string
	Data  string
	Retry time.Duration // what the server asked for last; 0 if nothing
}

const longestLine = 1 << 20

// readMessages parses an event stream until it ends, handing on every message that has data. `alive` is called for
// every line, comments included: the server's ping is what shows that the line still stands.
func readMessages(r io.Reader, alive func(), handle func(Message) error) error {
	scanner := bufio.NewScanner(r)
	scanner.Buffer(make([]byte, 0, 4096), longestLine)
	var message Message
	var data strings.Builder
	for scanner.Scan() {
		alive()
		line := strings.TrimSuffix(scanner.Text(), "\r")
		if line == "" {
			if data.Len() > 0 {
				message.Data = strings.TrimSuffix(data.String(), "\n")
				if err := handle(message); err != nil {
					return err
				}
			}
			data.Reset()
			message.Event, message.Data = "", ""
			continue
		}
		field, value, _ := strings.Cut(line, ":")
		value = strings.TrimPrefix(value, " ")
		switch field {
		case "id":
			message.ID = value
		case "event":
			message.Event = value
		case "data":
			data.WriteString(value)
			data.WriteByte('\n')
		case "retry":
			if ms, err := strconv.Atoi(value); err == nil && ms >= 0 {
				message.Retry = time.Duration(ms) * time.Millisecond
			}
		}
	}
	if err := scanner.Err(); err != nil {
		return fmt.Errorf("stream: %w", err)
	}
	return io.EOF
}
