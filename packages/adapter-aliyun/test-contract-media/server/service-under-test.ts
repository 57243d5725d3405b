import {
  startAliyunEmulator,
  type AliyunEmulator,
  type EmulatedParticipant,
  type Fault,
  type FaultHandle,
  type ParticipantMedia,
} from '@jackfield/aliyun-emulator';

type Source = 'microphone' | 'camera' | 'screen';

/** How long the service takes to notice that a far side has crashed, milliseconds. */
const noticedAfterMs = 300;

const media: Readonly<Record<Source, ParticipantMedia>> = {
  microphone: { microphone: { toneHz: 660 } },
  camera: { camera: { colour: 'green' } },
  screen: { screen: { colour: 'blue' } },
};
const labels = {
  microphone: 'sophon_audio',
  camera: 'sophon_video_camera_large',
  screen: 'sophon_video_screen_share',
} as const;
/** Bits of a status word. */
const mutedBits: Readonly<Partial<Record<string, number>>> = { microphone: 8, camera: 16 };

/** The service's requests behind an operation. */
const requests: Readonly<Partial<Record<string, Extract<Fault, { kind: 'refuse' }>['request']>>> = {
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
    return new ServiceUnderTest(await startAliyunEmulator());
  }

  readonly #emulator: AliyunEmulator;
  readonly #far = new Map<string, Far>();
  readonly #held = new Map<number, FaultHandle>();
  #drawing = false;

  private constructor(emulator: AliyunEmulator) {
    this.#emulator = emulator;
  }

  credential(room: string, userId: string): object {
    const { appid, channel, userid, ...rest } = this.#emulator.credential({ room, userId });
    return { appId: appid, channelId: channel, userId: userid, ...rest };
  }

  presences(room: string, userId: string): number {
    const here = this.#emulator
      .sessions()
      .filter((one) => one.room === room && one.userId === userId && one.state === 'joined');
    return here.length;
  }

  publication(room: string, userId: string, source: Source): { published: boolean; muted: boolean } {
    const session = this.#emulator.sessions().find((one) => one.room === room && one.userId === userId);
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

  losePublication(room: string, userId: string): void {
    this.#emulator.killMedia({ room, userId });
  }

  refuse(operation: string, code: string): void {
    const request = requests[operation];
    if (!request) throw new RangeError(`Nothing refuses "${operation}" here.`);
    if (code === 'network') {
      this.#emulator.fault({ kind: 'break', request: 'allocate', times: 1 });
      return;
    }
    this.#emulator.fault({ kind: 'refuse', request, code: numberOf(this.#emulator, code), times: 1 });
  }

  hold(operation: string): number {
    const request = requests[operation];
    if (!request) throw new RangeError(`Nothing holds back "${operation}" here.`);
    const number = this.#held.size + 1;
    this.#held.set(number, this.#emulator.fault({ kind: 'hold', request, part: 'result' }));
    return number;
  }

  release(number: number): void {
    this.#held.get(number)?.release();
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
      const first = sources.size === 0;
      sources.add(which);
      if (first) this.#publish(far);
      else this.#publish(far);
    } else if (action === 'unpublish') {
      sources.delete(which);
      if (sources.size === 0) participant.unpublish();
      else participant.setActive(labels[which], false);
    } else if (action === 'setMuted') {
      participant.setMuted({ [which]: muted });
    } else if (action === 'republish') {
      this.#publish(far);
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
    const { participant, sources, muted } = far;
    if (sources.size === 0) return;
    participant.publish(
      Object.assign({}, ...[...sources].map((source) => media[source])) as ParticipantMedia,
    );
    if (muted.size > 0)
      participant.setMuted({ microphone: muted.has('microphone'), camera: muted.has('camera') });
    this.#stall(far);
  }

  #stall({ participant, still, sources }: Far): void {
    if (still && sources.size > 0 && participant.state === 'joined') participant.stall(!this.#drawing);
  }
}

/** The service's number that the adapter should translate to a code. */
function numberOf({ codes }: AliyunEmulator, code: string): number {
  if (code === 'forbidden') return codes['role-forbidden'].code;
  if (code === 'credential-invalid') return codes['token-invalid'].code;
  if (code === 'room-closed') return codes['room-closed'].code;
  if (code === 'room-full') return codes['room-full'].code;
  return 33_622_275;
}
