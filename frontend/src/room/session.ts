import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { Devices } from "../shared/call/devices";
import { HEARD_FOR_MS, type Heard, heard, SPEAKING_ABOVE } from "../shared/call/heard.vm";
import { Heartbeat } from "../shared/call/heartbeat";
import { OwnLevel } from "../shared/call/own-level";
import { type LiveProgramme, wireProgramme } from "../shared/call/programme";
import { Stills } from "../shared/call/stills";
import { keepAwake } from "../shared/call/wake-lock";
import type { Refusal } from "../shared/refusal";
import { ticker } from "../shared/ticker";
import { type RoomView, slotsOf } from "../shared/views";
import { type Connection, connectionOf } from "./connection.vm";
import { machineLabel, sendHand, sendPin } from "./join";
import type { Memory } from "./memory";
import { type Out, type Phase, passAfter, phaseOf } from "./phase.vm";

export interface RoomBoot {
  readonly link: string;
  readonly title: string;
  readonly site?: { readonly id: string; readonly name: string; readonly tier?: string; readonly where?: string };
  readonly contact?: { readonly name: string; readonly phone: string };
}

/** After being let in, the hall opens by itself: the machine in a commune hall may stand alone. */
export const DOOR_SECONDS = 10;
const LOBBY_STILL_MS = 5_000;
/** The heartbeat's word outruns a stream that is held back; a stream in order is never this late. */
const HELD_BACK_MS = 2_500;

/** One machine's way from the link into the hall, and its stay there. */
export class RoomSession {
  readonly live: LiveProgramme<RoomView>;
  readonly devices: Devices;
  readonly ownLevel = new OwnLevel();
  readonly heartbeat: Heartbeat;
  readonly phase: ReadonlySignal<Phase>;
  readonly connection: ReadonlySignal<Connection>;
  readonly tally: ReadonlySignal<"off" | "next" | "air">;
  /** The hall is at the holding picture by the operator's order. */
  readonly safe: ReadonlySignal<boolean>;
  readonly heard: Signal<Heard> = signal("locked");
  /** Server time, ms, once a second. */
  readonly clock: Signal<number>;
  readonly pinRefusal: Signal<Refusal | undefined> = signal(undefined);
  readonly pinBusy: Signal<boolean> = signal(false);
  /** When a PIN may be tried again, by this machine's clock. */
  readonly pinAgainAt: Signal<number> = signal(0);
  /** This machine's time of the last still that the server took. */
  readonly stillAt: Signal<number | undefined> = signal(undefined);
  readonly waitingSince: Signal<number | undefined> = signal(undefined);
  readonly doorSeconds: Signal<number> = signal(DOOR_SECONDS);
  readonly hand: Signal<"calm" | "sending" | "failed"> = signal("calm");
  readonly devicesOpen: Signal<boolean> = signal(false);
  /** The microphone has shown a voice since the page was opened. */
  readonly spoke: Signal<boolean> = signal(false);
  /** Whom to call; kept when the view goes. */
  readonly lastContact: Signal<{ readonly name: string; readonly phone: string } | undefined>;

  readonly #pass: Signal<string>;
  readonly #devicesDone: Signal<boolean>;
  readonly #entered: Signal<boolean>;
  readonly #out: Signal<Out | undefined> = signal(undefined);
  readonly #stills: Stills;

  constructor(
    readonly boot: RoomBoot,
    private readonly memory: Memory,
  ) {
    this.#pass = signal(memory.pass());
    const back = memory.pass() !== "" && memory.wasInside();
    this.#devicesDone = signal(back);
    this.lastContact = signal(boot.contact);
    this.#entered = signal(back);
    const token = () => this.#pass.peek();
    this.live = wireProgramme<RoomView>("room", token);
    this.devices = new Devices(localStorage);
    this.heartbeat = new Heartbeat("/live/room/heartbeat", token);
    this.clock = ticker(() => this.live.stream.now());
    const { stream, call, board } = this.live;

    this.phase = computed(() =>
      phaseOf({
        hasPass: this.#pass.value !== "",
        devicesDone: this.#devicesDone.value,
        entered: this.#entered.value,
        view: stream.view.value,
        refusal: stream.refusal.value,
        out: this.#out.value,
      }),
    );
    this.connection = computed(() => connectionOf(stream.status.value, this.heartbeat.heard.value, call.state.value));
    this.tally = computed(() => {
      const view = stream.view.value;
      const now = this.live.now.value;
      // The copy in the engine's room is ahead while the stream is held back or away.
      if (view && now && now !== view) {
        if (slotsOf(now.stage).some((slot) => slot.site === view.site.id)) return "air";
        return slotsOf(now.next).some((slot) => slot.site === view.site.id) ? "next" : "off";
      }
      return view?.me.tally ?? "off";
    });
    this.safe = computed(() => this.live.now.value?.stage.safe === true);
    this.#stills = new Stills(
      "/live/room/still",
      token,
      () => (this.phase.peek() === "hall" ? 6_000 + Math.random() * 4_000 : LOBBY_STILL_MS),
      (at) => {
        this.stillAt.value = at;
      },
    );
    this.#wirePass();
    this.#wireDoor();
    this.#wireMedia(board);
    this.#wireHeartbeat();
    this.#wireHeard();
  }

  async openDevices(): Promise<void> {
    this.devicesOpen.value = true;
    await this.devices.open();
  }

  async enterPin(pin: string): Promise<void> {
    this.pinBusy.value = true;
    const answer = await sendPin(this.boot.link, pin, this.memory.device, machineLabel(navigator.userAgent));
    batch(() => {
      this.pinBusy.value = false;
      if (!answer.ok) {
        this.pinRefusal.value = answer.refusal;
        this.pinAgainAt.value = Date.now() + (answer.refusal.retryAfter ?? 0) * 1_000;
        return;
      }
      this.pinRefusal.value = undefined;
      this.memory.keepPass(answer.pass);
      this.#pass.value = answer.pass;
    });
  }

  /** The person has seen and heard himself: on to the lobby. A click: sound may be woken. */
  devicesFine(): void {
    void this.ownLevel.wake();
    this.#devicesDone.value = true;
  }

  tryDevicesAgain(): void {
    this.#devicesDone.value = false;
  }

  enter(): void {
    this.memory.keepInside();
    this.#entered.value = true;
  }

  newPin(): void {
    batch(() => {
      this.#out.value = undefined;
      this.#entered.value = false;
      this.pinRefusal.value = undefined;
    });
  }

  /** Takes the place back from the other window. */
  here(): void {
    this.live.call.knock();
  }

  async raiseHand(up: boolean): Promise<void> {
    if (this.hand.peek() === "sending") return;
    this.hand.value = "sending";
    this.hand.value = (await sendHand(this.#pass.peek(), up)) ? "failed" : "calm";
  }

  /** Runs the live stream while there is a pass, and takes the pass away when the server does. */
  #wirePass(): void {
    const { stream } = this.live;
    effect(() => {
      if (this.#pass.value === "" || !this.#devicesDone.value) return;
      stream.start();
      return () => stream.close();
    });
    effect(() => {
      const fate = passAfter(stream.refusal.value, stream.view.value);
      if (fate === "keep" || this.#pass.peek() === "") return;
      batch(() => {
        this.memory.forgetPass();
        this.#pass.value = "";
        this.#out.value = fate === "forget" ? undefined : fate;
        this.pinRefusal.value = fate === "forget" ? stream.refusal.peek() : undefined;
        this.#entered.value = false;
        stream.forget();
      });
    });
  }

  #wireDoor(): void {
    effect(() => {
      const phase = this.phase.value;
      if (phase === "waiting") this.waitingSince.value ??= Date.now();
      else if (phase !== "connecting") this.waitingSince.value = undefined;
    });
    effect(() => {
      if (this.phase.value !== "door") return;
      this.doorSeconds.value = DOOR_SECONDS;
      const timer = setInterval(() => {
        this.doorSeconds.value -= 1;
        if (this.doorSeconds.peek() <= 0) this.enter();
      }, 1_000);
      return () => clearInterval(timer);
    });
    effect(() => {
      if (this.phase.value !== "hall") return;
      this.live.call.start();
      const sleep = keepAwake();
      return () => {
        sleep();
        void this.live.call.close();
      };
    });
    effect(() => {
      if (this.phase.value === "ended" || this.#out.value) this.devices.close();
    });
    // Let in again after the engine's door was closed to us.
    effect(() => {
      if (this.live.stream.view.value?.me.device === "admitted") this.live.call.knock();
    });
  }

  #wireMedia(board: LiveProgramme<RoomView>["board"]): void {
    const { call, stream, now } = this.live;
    effect(() => {
      const pictures = new Map(call.videos.value);
      const own = this.devices.camera.value;
      // Nobody receives himself: on our own stage stands our own camera.
      if (own && call.identity.value) pictures.set(call.identity.value, own);
      board.update(now.value, pictures);
    });
    effect(() => {
      const me = stream.view.value?.me;
      call.publish({
        camera: this.devices.camera.value,
        microphone: this.devices.microphone.value,
        mayCamera: me?.camera ?? false,
        mayMicrophone: me?.mic ?? false,
      });
    });
    effect(() => this.ownLevel.of(this.devices.microphone.value));
    effect(() => {
      if (this.ownLevel.level.value >= SPEAKING_ABOVE) this.spoke.value = true;
    });
    effect(() => {
      const contact = stream.view.value?.contact;
      if (contact) this.lastContact.value = contact;
    });
    effect(() => {
      const phase = this.phase.value;
      const posting = phase === "waiting" || phase === "door" || phase === "hall";
      this.#stills.of(posting ? this.devices.camera.value : undefined);
    });
  }

  #wireHeartbeat(): void {
    const { call, board, stream } = this.live;
    effect(() => {
      const phase = this.phase.value;
      if (phase !== "waiting" && phase !== "door" && phase !== "hall") {
        this.heartbeat.close();
        return;
      }
      const state = call.state.value;
      const level = call.levels.value.get(call.identity.value);
      const shown = board.shown.value;
      this.heartbeat.tell({
        rev: phase === "hall" && shown.complete ? shown.rev : 0,
        ready: phase === "hall" ? board.readyRev.value : 0,
        engine: state === "inside" ? "connected" : phase === "hall" ? "connecting" : "off",
        ...(call.publishing.value.microphone ? { level: Math.round((level ?? 0) * 100) } : {}),
      });
    });
    // The server says in each answer how far it is: a proxy that holds the stream back is found out.
    let behindSince: number | undefined;
    effect(() => {
      const answer = this.heartbeat.answer.value;
      const rev = stream.view.value?.stage.rev;
      if (!answer || rev === undefined || answer.rev <= rev) {
        behindSince = undefined;
        return;
      }
      behindSince ??= Date.now();
      if (Date.now() - behindSince > HELD_BACK_MS) stream.heldBack();
    });
  }

  #wireHeard(): void {
    const { call, stream } = this.live;
    let sendingSince: number | undefined;
    let heardAt: number | undefined;
    let recent: readonly { readonly at: number; readonly level: number }[] = [];
    setInterval(() => {
      const now = Date.now();
      const sending = call.publishing.peek().microphone;
      if (!sending) {
        sendingSince = undefined;
        heardAt = undefined;
      } else sendingSince ??= now;
      if (sending && (call.levels.peek().get(call.identity.peek()) ?? 0) > 0) heardAt = now;
      recent = [...recent, { at: now, level: this.ownLevel.level.peek() }].filter(({ at }) => now - at < HEARD_FOR_MS);
      this.heard.value = heard({
        allowed: stream.view.peek()?.me.mic ?? false,
        crowded: stream.view.peek()?.me.crowded ?? false,
        hasMicrophone: this.devices.microphone.peek() !== undefined,
        inside: call.state.peek() === "inside",
        sending,
        sendingFor: sendingSince === undefined ? 0 : now - sendingSince,
        own: recent.map(({ level }) => level),
        engineSilentFor: heardAt === undefined ? undefined : now - heardAt,
      });
    }, 250);
  }
}
