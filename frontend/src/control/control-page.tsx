import { Alerts } from "./alerts";
import { Inspector } from "./inspector";
import { LobbyPanel } from "./lobby-panel";
import { Monitors } from "./monitors";
import { OrderLine } from "./order-line";
import { PocketHead, PocketKeys, useNarrow } from "./pocket";
import { FloorPanel, SoundPanel } from "./right";
import type { DeskSession } from "./session";
import { SitesPanel } from "./sites-panel";
import { Top } from "./top";
import { VerbsPanel } from "./verbs-panel";

/**
 * The control room: sites left, monitors and verbs in the middle, floor and microphones right. Nothing scrolls.
 * On a narrow screen the same panels stand one below the other, with the verbs of an emergency fixed at the foot;
 * the style sheet alone moves them, so that pictures never leave their place in the document.
 */
export function ControlPage({ desk }: { desk: DeskSession }) {
  const engineDown = desk.live.stream.view.value?.engine?.up === false;
  const narrow = useNarrow();
  return (
    <div class="desk" data-engine={engineDown ? "down" : "up"}>
      <Top desk={desk} />
      {narrow && <PocketHead />}
      <SitesPanel desk={desk} />
      <main class="mid">
        <Monitors desk={desk} />
        <OrderLine desk={desk} />
        <VerbsPanel desk={desk} />
        <div class="below">
          <Inspector desk={desk} />
          <LobbyPanel desk={desk} />
        </div>
      </main>
      <aside class="right">
        <Alerts desk={desk} />
        <FloorPanel desk={desk} />
        <SoundPanel desk={desk} />
      </aside>
      {narrow && <PocketKeys desk={desk} />}
    </div>
  );
}
