import { Ended, Out } from "./ends";
import { HallScreen } from "./hall";
import { DevicesStep } from "./lobby-devices";
import { Lobby } from "./lobby-frame";
import { PinStep } from "./lobby-pin";
import { WaitingStep } from "./lobby-waiting";
import type { RoomSession } from "./session";

/** The room's one page: which screen it shows follows from the session's phase alone. */
export function RoomPage({ session }: { session: RoomSession }) {
  switch (session.phase.value) {
    case "pin":
      return (
        <Lobby session={session} step={1}>
          <PinStep session={session} />
        </Lobby>
      );
    case "devices":
      return (
        <Lobby session={session} step={2}>
          <DevicesStep session={session} />
        </Lobby>
      );
    case "connecting":
    case "waiting":
    case "door":
      return (
        <Lobby session={session} step={3}>
          <WaitingStep session={session} />
        </Lobby>
      );
    case "removed":
    case "replaced":
      return (
        <Lobby session={session} step={0}>
          <Out session={session} how={session.phase.value} />
        </Lobby>
      );
    case "ended":
      return (
        <Lobby session={session} step={0}>
          <Ended />
        </Lobby>
      );
    case "hall":
      return <HallScreen session={session} />;
  }
}
