import {
  startTrtcEmulator,
  type EmulatedParticipant,
  type FaultHandle,
  type ParticipantMedia,
  type RequestName,
  type TrtcEmulator,
} from '@jackfield/trtc-emulator';

import type { TrtcEnterRoom } from '../../src/index.ts';
import { encodeMuted, muteChannel, textChannel } from '../../src/messages/wire-messages.ts';

type Source = 'microphone' | 'camera' | 'screen';

/** How long the service takes to notice that a far side has crashed, milliseconds. */
const noticedAfterMs = 300;
const allMedia: ParticipantMedia = {
  microphone: { toneHz: 660 },
  camera: { colour: 'green' },
  screen: { colour: 'blue' },
};
const kinds = { microphone: 'audio', camera: 'bigVideo', screen: 'auxVideo' } as const;

/** The vendor's numbers for core's codes, as far as it documents them. */
const numbers: Readonly<Partial<Record<string, number>>> = {
  'credential-invalid': 70_003,
  'credential-expired': 70_001,
  forbidden: -100_013,
};

/** The service's requests behind an operation. */
const requests: Readonly<Partial<Record<string, RequestName>>> = {
  join: 'join/v2',
  publish: 'publish/v2',
  subscribe: 'subscribe/v3',
  mute: 'mute_uplink',
  'set-role': 'change_role',
};

interface Far {
  readonly participant: EmulatedParticipant;
  readonly muted: Set<Source>;
  readonly sources: Set<Source>;
  readonly still: boolean;
}

/** One service for one run of one clause. */
export class ServiceUnderTest {
  static async start(): Promise<ServiceUnderTest> {
    // A client whose time is moved on needs signs of life often.
    const timings = { beatMs: 50, absenceMs: 2_500 };
    return new ServiceUnderTest(await startTrtcEmulator({ controlPort: false, timings }));
  }

  readonly #emulator: TrtcEmulator;
  readonly #far = new Map<string, Far>();
  readonly #held = new Map<number, FaultHandle>();
  readonly #cuts = new Map<string, FaultHandle>();
  /** What goes wrong with the next credentials. */
  readonly #credentials: string[] = [];
  readonly #refusals: { readonly fault: FaultHandle; attempts: number }[] = [];
  #drawing = false;
  #open = true;

  constructor(emulator: TrtcEmulator) {
    this.#emulator = emulator;
    void this.#greet();
  }

  get proxy(): { websocketProxy: string; loggerProxy: string } {
    return { websocketProxy: this.#emulator.url, loggerProxy: this.#emulator.loggerUrl };
  }

  credential(room: string, userId: string): unknown {
    for (const refusal of this.#refusals) {
      refusal.attempts += 1;
      if (refusal.attempts > 1) refusal.fault.remove();
    }
    const fault = this.#credentials.shift();
    if (fault !== undefined) return fault;
    const { sdkAppId, userSig } = this.#emulator.credential({ room, userId });
    return { sdkAppId, userId, userSig, room };
  }

  /** What the bare SDK is given. */
  entry(room: string, userId: string): TrtcEnterRoom {
    const given = this.#emulator.credential({ room, userId });
    return { ...given, scene: 'rtc', autoReceiveAudio: false, autoReceiveVideo: false };
  }

  /** Somebody on the bare SDK is gone without a word, and the service notices. */
  crash(userId: string): void {
    this.#emulator.fault({ kind: 'break', request: 'open', userId });
    this.drop(userId);
  }

  sessionNames(): readonly string[] {
    return this.#emulator.sessions().map(({ session }) => session);
  }

  presences(room: string, userId: string): number {
    const here = (one: { room: string | number; userId: string }): boolean =>
      one.room === room && one.userId === userId;
    return this.#emulator.sessions().filter(here).length + this.#emulator.participants().filter(here).length;
  }

  publication(room: string, userId: string, source: Source): { published: boolean; muted: boolean } {
    const session = this.#emulator.sessions().find((one) => one.room === room && one.userId === userId);
    const stream = session?.streams.find(({ kind }) => kind === kinds[source]);
    return { published: stream !== undefined, muted: stream?.muted === true };
  }

  kick(room: string, userId: string): void {
    this.#emulator.kick({ room, userId });
  }

  closeRoom(room: string): void {
    this.#emulator.disband({ room }, { closed: true });
  }

  /** Nothing of a client's gets through. */
  cut(userId: string): void {
    this.#cuts.set(userId, this.#emulator.fault({ kind: 'break', request: 'open', userId }));
    for (const { room } of this.#of(userId)) this.#emulator.cutSocket({ room, userId });
  }

  /** The service has noticed too. */
  drop(userId: string): void {
    for (const { room } of this.#of(userId)) this.#emulator.cutSocket({ room, userId }, { forget: true });
  }

  mend(userId: string): void {
    this.#cuts.get(userId)?.remove();
    this.#cuts.delete(userId);
  }

  refuse(operation: string, code: string): void {
    const request = requests[operation];
    if (!request) throw new RangeError(`Nothing refuses "${operation}" here.`);
    // The vendor documents no number for these: an app's server says so.
    if (code === 'network' || code === 'room-full') {
      this.#credentials.push(code);
      return;
    }
    const times = request === 'join/v2' ? {} : { times: 1 };
    const fault = this.#emulator.fault({
      kind: 'refuse',
      request,
      code: numbers[code] ?? -900_099,
      ...times,
    });
    // The SDK may ask for a join more than once by itself: it is refused until the app asks for another one.
    if (request === 'join/v2') this.#refusals.push({ fault, attempts: 0 });
  }

  hold(operation: string): number {
    const request = requests[operation];
    if (!request) throw new RangeError(`Nothing holds back "${operation}" here.`);
    const number = this.#held.size + 1;
    this.#held.set(number, this.#emulator.fault({ kind: 'hold', request }));
    return number;
  }

  release(number: number): void {
    this.#held.get(number)?.release();
  }

  farJoin(
    room: string,
    {
      userId,
      sources,
      still,
      live,
    }: { userId: string; sources: readonly Source[]; still: boolean; live: boolean },
  ): void {
    const participant = this.#emulator.addParticipant({
      room,
      userId,
      ...(live ? { scene: 2 as const } : {}),
    });
    const far: Far = { participant, still, muted: new Set(), sources: new Set(sources) };
    this.#far.set(userId, far);
    this.#publish(far);
  }

  far(userId: string, action: string, ...[first, second]: readonly unknown[]): void {
    const far = this.#far.get(userId);
    if (!far) throw new RangeError(`There is no ${userId}.`);
    const { participant, sources, muted } = far;
    const source = first as Source;
    if (action === 'publish') {
      sources.add(source);
      if (second === true) muted.add(source);
      this.#tellMuted(far);
      this.#publish(far);
    } else if (action === 'unpublish') {
      sources.delete(source);
      muted.delete(source);
      this.#publish(far);
      this.#tellMuted(far);
    } else if (action === 'setMuted') {
      // As an adapter does: before the mute, and after the unmute.
      if (second === true) muted.add(source);
      else muted.delete(source);
      if (second === true) this.#tellMuted(far);
      participant.setMuted({ [source]: second });
      if (second !== true) this.#tellMuted(far);
    } else if (action === 'sendMessage') {
      participant.sendMessage({ cmdId: textChannel, data: new TextEncoder().encode(String(first)) });
    } else if (action === 'leave') {
      if (sources.size > 0 && first !== true) participant.unpublish();
      participant.leave();
      this.#far.delete(userId);
    } else if (action === 'crash') {
      participant.crash({ noticedAfterMs });
      this.#far.delete(userId);
    } else throw new RangeError(`Nobody can do "${action}" here.`);
  }

  /** Whether pictures of those who are still move now. */
  draw(drawing: boolean): void {
    this.#drawing = drawing;
    for (const far of this.#far.values()) this.#stall(far);
  }

  async close(): Promise<void> {
    this.#open = false;
    await this.#emulator.stop();
  }

  #of(userId: string): readonly { room: string | number }[] {
    return this.#emulator.sessions().filter((one) => one.userId === userId);
  }

  #publish(far: Far): void {
    const { participant, sources, muted } = far;
    participant.publish({
      ...(sources.has('microphone') ? { microphone: allMedia.microphone } : {}),
      ...(sources.has('camera') ? { camera: allMedia.camera } : {}),
      ...(sources.has('screen') ? { screen: allMedia.screen } : {}),
    });
    participant.setMuted(Object.fromEntries([...muted].map((source) => [source, true])));
    this.#stall(far);
  }

  #tellMuted({ participant, muted }: Far): void {
    if (participant.state !== 'joined') return;
    participant.sendMessage({ cmdId: muteChannel, data: new Uint8Array(encodeMuted(muted)) });
  }

  #stall({ participant, still, sources }: Far): void {
    if (still && sources.size > 0 && participant.state === 'joined') participant.stall(!this.#drawing);
  }

  /** Far sides tell whoever comes what they have muted, as adapters do. */
  async #greet(): Promise<void> {
    let since = 0;
    while (this.#open) {
      const joined = await this.#emulator
        .waitFor(({ kind, name }) => kind === 'reply' && name === 'get_user_list', { since, timeoutMs: 1000 })
        .catch(() => undefined);
      if (joined === undefined) continue;
      since = joined.sequence;
      for (const far of this.#far.values()) this.#tellMuted(far);
    }
  }
}
