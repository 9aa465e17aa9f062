"""Live traffic: event streams, heartbeats, stills, entering. Authorised by a signed token alone: no session, no ORM."""
