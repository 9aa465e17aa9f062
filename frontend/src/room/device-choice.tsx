import type { DeviceTrouble } from "../shared/call/devices";
import { Glyph } from "../shared/ui/glyph";
import { browserFamily } from "./join";
import type { RoomSession } from "./session";
import { text } from "./text";

/** One of camera and microphone: which, and where there is none, why and what to do. */
export function DeviceChoice({ session, kind }: { session: RoomSession; kind: "camera" | "microphone" }) {
  const { devices } = session;
  const track = devices[kind].value;
  const found = kind === "camera" ? devices.cameras.value : devices.microphones.value;
  const trouble = devices.trouble.value[kind];
  const chosen = track?.getSettings().deviceId ?? "";
  return (
    <div class="f">
      <label for={`choose-${kind}`}>{text[kind]}</label>
      <div class="in">
        <select
          id={`choose-${kind}`}
          value={chosen}
          disabled={found.length === 0}
          onChange={(event) => void devices.choose(kind, event.currentTarget.value)}
        >
          {found.length === 0 && <option value="">{kind === "camera" ? text.noCamera : text.noMicrophone}</option>}
          {found.map((device) => (
            <option key={device.deviceId} value={device.deviceId}>
              {device.label || text[kind]}
            </option>
          ))}
        </select>
      </div>
      {trouble && <Trouble kind={kind} trouble={trouble} again={() => void devices.open()} />}
    </div>
  );
}

function Trouble({
  kind,
  trouble,
  again,
}: {
  kind: "camera" | "microphone";
  trouble: DeviceTrouble;
  again: () => void;
}) {
  const advice = trouble === "refused" ? text.advice.refused[browserFamily(navigator.userAgent)] : text.advice[trouble];
  return (
    <div class="warnbox" role="alert">
      <Glyph name="warn" />
      <div>
        <b>{text.trouble[kind][trouble]}</b> {advice}
        {kind === "camera" && <div class="quiet">{text.withoutCamera}</div>}
      </div>
      <button type="button" onClick={again}>
        {text.again}
      </button>
    </div>
  );
}
