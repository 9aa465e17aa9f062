import { unbroken } from "../shared/text/phone";
import { clockTime } from "../shared/text/time";
import { Glyph } from "../shared/ui/glyph";
import { HoldPicture, MissingPictures, Mount } from "../shared/ui/parts";
import { fullName } from "../shared/views";
import { Foot } from "./hall-foot";
import { Side } from "./hall-side";
import { Tally } from "./hall-tally";
import { headOf } from "./head.vm";
import type { RoomSession } from "./session";
import { text } from "./text";

/** The commune hall's screen: stage, tally, own picture, one button, one line that says whether we are heard. */
export function HallScreen({ session }: { session: RoomSession }) {
  const { stream, call } = session.live;
  const view = stream.view.value;
  const head = headOf({
    connection: session.connection.value,
    tally: session.tally.value,
    safe: session.safe.value,
    view,
    where: `${siteName(session)} · ${view?.hall.title ?? session.boot.title}`,
    ahead: call.ahead.value,
    sending: call.publishing.value.camera,
  });
  return (
    <div class="hall" data-tally={head.tally}>
      <Tally session={session} head={head} />
      <main class="stage">
        <Screen session={session} />
      </main>
      <Side session={session} />
      <Foot session={session} />
    </div>
  );
}

function Screen({ session }: { session: RoomSession }) {
  const { board, loudspeaker, stream, call } = session.live;
  const view = stream.view.value;
  const shown = board.shown.value;
  const connection = session.connection.value;
  const away = connection === "engine" || connection === "both";
  const hold = view?.hall.phase !== "open" || shown.layout === "hold";
  return (
    <div class="vp">
      <Mount element={board.host} />
      <Mount element={loudspeaker} />
      {!away && <MissingPictures shown={shown} line={text.pictureComing} />}
      {!hold &&
        (!away || shown.complete) &&
        shown.slots.map((slot, index) => (
          <div key={slot.site} class={`l3${shown.layout === "pair" ? ` at-${index + 1}` : ""}`}>
            <b>{slot.name}</b>
            {slot.where && <span>{slot.where}</span>}
          </div>
        ))}
      {hold && !away && (
        <HoldPicture
          title={view?.hall.title ?? session.boot.title}
          line={view?.hall.phase === "waiting" ? text.holdSoon : text.holdLine}
        />
      )}
      {away && <Veil session={session} both={connection === "both"} />}
      {connection === "elsewhere" && (
        <div class="veil" role="alert">
          <b>{text.elsewhereTitle}</b>
          <span>{text.elsewhereBody}</span>
          <button type="button" class="go" onClick={() => session.here()}>
            {text.elsewhereHere}
          </button>
        </div>
      )}
      {call.needsClick.value && connection !== "elsewhere" && (
        <button type="button" class="soundclick" onClick={() => void call.allowSound()}>
          <Glyph name="spk" />
          <b>{text.soundClick}</b>
          <span>{text.soundClickHint}</span>
        </button>
      )}
    </div>
  );
}

function Veil({ session, both }: { session: RoomSession; both: boolean }) {
  const { call, stream } = session.live;
  const contact = session.lastContact.value;
  const { complete, slots } = session.live.board.shown.value;
  const lastPicture = complete && slots.length > 0;
  const since = call.lostAt.value ?? stream.lostAt.value;
  return (
    <div class="veil" role="status">
      <b>{both ? text.veilBoth : text.veilEngine}</b>
      <span>
        {lastPicture && `${text.veilLast} `}
        {both ? text.veilBothLine : text.veilEngineLine}
      </span>
      {since !== undefined && <span class="num">{text.veilSince(clockTime(since + stream.offset.value, true))}</span>}
      {contact && <span class="num quiet">{text.veilCall(`${contact.name} ${unbroken(contact.phone)}`)}</span>}
    </div>
  );
}

const siteName = (session: RoomSession): string => {
  const site = session.live.stream.view.value?.site ?? session.boot.site;
  return site ? fullName(site) : "";
};
