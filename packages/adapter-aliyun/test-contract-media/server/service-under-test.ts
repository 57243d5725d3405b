import {
  requestNames,
  startAliyunEmulator,
  type AliyunEmulator,
  type EmulatedParticipant,
  type Fault,
  type FaultHandle,
  type ParticipantMedia,
  type RequestName,
} from '@jackfield/aliyun-emulator';

type Source = 'microphone' | 'camera' | 'screen';

/** A client whose time is moved on needs answers often. */
const timings = { pollHoldMs: 250 };
/** How long the service takes to notice that a far side has crashed, milliseconds. */
const noticedAfterMs = 300;

const streams: readonly Source[] = ['microphone', 'camera', 'screen'];
const media: ParticipantMedia = {
  microphone: { toneHz: 660 },
  camera: { colour: 'green' },
  screen: { colour: 'blue' },
};
const labels = {
  microphone: 'sophon_audio',
  camera: 'sophon_video_camera_large',
  screen: 'sophon_video_screen_share',
} as const;
/** Bits of a status word. */
const mutedBits: Readonly<Partial<Record<string, number>>> = { microphone: 8, camera: 16 };

/** The vendor's numbers for core's codes, as it documents them. */
const numbers: Readonly<Partial<Record<string, number>>> = {
  'credential-invalid': 33_620_485,
  forbidden: 33_620_482,
  'room-not-found': 33_620_484,
  'room-closed': 33_620_483,
  'publish-failed': 10_401,
};
/** An entry server that is not there. */
const nobodyThere = 'http://127.0.0.1:9';

/** The service's requests behind an operation. */
const requests: Readonly<Partial<Record<string, RequestName>>> = {
  join: 'join',
  leave: 'leave',
  publish: 'publish',
  subscribe: 'subscribe',
  'set-role': 'roleupdate',
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
    return new ServiceUnderTest(await startAliyunEmulator({ timings }));
  }

  readonly #emulator: AliyunEmulator;
  readonly #far = new Map<string, Far>();
  readonly #held = new Map<number, readonly FaultHandle[]>();
  readonly #cuts = new Map<string, readonly FaultHandle[]>();
  /** What goes wrong with the next credentials. */
  readonly #credentials: string[] = [];
  #drawing = false;

  private constructor(emulator: AliyunEmulator) {
    this.#emulator = emulator;
  }

  credential(room: string, userId: string): unknown {
    const fault = this.#credentials.shift();
    if (fault === 'room-full') return fault;
    const lifetimeSeconds = fault === 'credential-expired' ? -10 : 3_600;
    const { appid, channel, userid, ...rest } = this.#emulator.credential({ room, userId, lifetimeSeconds });
    const credential = { appId: appid, channelId: channel, userId: userid, ...rest };
    return fault === 'network' ? { ...credential, gslb: [nobodyThere] } : credential;
  }

  /** What the bare SDK takes. */
  auth(room: string, userId: string): unknown {
    return this.#emulator.credential({ room, userId });
  }

  members(room: string): number {
    return this.#emulator.sessions().filter((one) => one.room === room && one.state === 'joined').length;
  }

  presences(room: string, userId: string): number {
    const here = this.#emulator
      .sessions()
      .filter((one) => one.room === room && one.userId === userId && one.state === 'joined');
    return here.length;
  }

  publication(room: string, userId: string, source: Source): { published: boolean; muted: boolean } {
    const session = this.#emulator
      .sessions()
      .find((one) => one.room === room && one.userId === userId && one.state === 'joined');
    const stream = session?.streams.find(({ label }) => label === labels[source]);
    const status = Number.parseInt(session?.status ?? '0', 16);
    const published = stream?.state === 'active';
    return { published, muted: published && (status & (mutedBits[source] ?? 0)) !== 0 };
  }

  kick(room: string, userId: string): void {
    this.#emulator.kick({ room, userId });
  }

  closeRoom(room: string): void {
    this.#emulator.closeRoom({ room });
  }

  /** Resolves when the client has noticed, which takes 13.5 s, and withdraws what was lost. */
  async losePublication(room: string, userId: string): Promise<void> {
    const since = this.#emulator.records().at(-1)?.sequence ?? 0;
    this.#emulator.killMedia({ room, userId });
    await this.#emulator.waitFor(
      (entry) => entry.kind === 'request' && entry.name === 'unpublish' && entry.userId === userId,
      { since, timeoutMs: 30_000 },
    );
  }

  /** Nothing of a client's gets through, nor any media. */
  cut(userId: string): void {
    const breaks = requestNames.map((request) => this.#emulator.fault({ kind: 'break', request, userId }));
    this.#cuts.set(userId, breaks);
    for (const { room } of this.#emulator.sessions().filter((one) => one.userId === userId))
      this.#emulator.killMedia({ room, userId });
  }

  /** The service has noticed too. */
  drop(userId: string): void {
    for (const { room, state } of this.#emulator.sessions().filter((one) => one.userId === userId))
      if (state === 'joined') this.#emulator.kick({ room, userId });
  }

  mend(userId: string): void {
    for (const fault of this.#cuts.get(userId) ?? []) fault.remove();
    this.#cuts.delete(userId);
  }

  refuse(operation: string, code: string): void {
    const request = requests[operation];
    if (!request) throw new RangeError(`Nothing refuses "${operation}" here.`);
    // The vendor documents no number for these: an app's server says so, or nobody is there.
    if (code === 'network' || code === 'room-full' || code === 'credential-expired') {
      this.#credentials.push(code);
      return;
    }
    this.#emulator.fault({ kind: 'refuse', request, code: numbers[code] ?? 33_622_275, times: 1 });
  }

  hold(operation: string): number {
    const request = requests[operation];
    if (!request) throw new RangeError(`Nothing holds back "${operation}" here.`);
    const number = this.#held.size + 1;
    const held: Fault[] = [{ kind: 'hold', request, part: request === 'roleupdate' ? 'reply' : 'result' }];
    // A subscription is an answer and the media that follow.
    if (request === 'subscribe') held.push({ kind: 'event', event: 'offer', action: 'hold' });
    this.#held.set(
      number,
      held.map((fault) => this.#emulator.fault(fault)),
    );
    return number;
  }

  release(number: number): void {
    for (const fault of this.#held.get(number) ?? []) fault.release();
  }

  farJoin(
    room: string,
    {
      userId,
      displayName,
      sources,
      still,
    }: {
      readonly userId: string;
      readonly displayName?: string;
      readonly sources: readonly Source[];
      readonly still: boolean;
    },
  ): void {
    const participant = this.#emulator.addParticipant({
      room,
      userId,
      ...(displayName === undefined ? {} : { displayName }),
    });
    const far: Far = { participant, still, muted: new Set(), sources: new Set(sources) };
    this.#far.set(userId, far);
    this.#publish(far);
  }

  far(userId: string, action: string, ...[source, muted]: readonly unknown[]): void {
    const far = this.#far.get(userId);
    if (!far) throw new RangeError(`There is no ${userId}.`);
    const { participant, sources } = far;
    const which = source as Source;
    if (action === 'publish') {
      if (muted === true) far.muted.add(which);
      sources.add(which);
      if (sources.size === 1) this.#publish(far);
      else participant.setActive(labels[which], true);
      this.#mute(far);
    } else if (action === 'unpublish') {
      sources.delete(which);
      if (sources.size === 0) participant.unpublish();
      else participant.setActive(labels[which], false);
    } else if (action === 'setMuted') {
      if (muted === true) far.muted.add(which);
      else far.muted.delete(which);
      participant.setMuted({ [which]: muted });
    } else if (action === 'leave') {
      if (sources.size > 0 && source !== true) participant.unpublish();
      participant.leave();
    } else if (action === 'crash') {
      participant.crash({ noticedAfterMs });
    } else throw new RangeError(`Nobody can do "${action}" here.`);
  }

  /** Whether pictures of those who are still move now. */
  draw(drawing: boolean): void {
    this.#drawing = drawing;
    for (const far of this.#far.values()) this.#stall(far);
  }

  async close(): Promise<void> {
    await this.#emulator.stop();
  }

  #publish(far: Far): void {
    const { participant, sources } = far;
    if (sources.size === 0) return;
    const inactive = streams.filter((source) => !sources.has(source)).map((source) => labels[source]);
    participant.publish(media, { inactive });
    this.#mute(far);
    this.#stall(far);
  }

  #mute({ participant, muted }: Far): void {
    if (muted.size > 0)
      participant.setMuted({ microphone: muted.has('microphone'), camera: muted.has('camera') });
  }

  #stall({ participant, still, sources }: Far): void {
    if (still && sources.size > 0 && participant.state === 'joined') participant.stall(!this.#drawing);
  }
}
