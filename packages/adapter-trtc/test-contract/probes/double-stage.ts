import { createFakeEnvironment, type FakeClock } from '@jackfield/core/testing';
import type { TrtcEnterRoom } from '../../src/index.ts';
import { DoubleSdk } from '../double/double-sdk.ts';
import { DoubleService } from '../double/double-service.ts';
import type { Listed, Member, Notice, Slot } from '../double/member.ts';
import { shapeOf, type Probe, type ProbeFar, type ProbeStage } from './stage.ts';

const room = 'probes';
/** The most of the double's time that passes, milliseconds. */
const patience = 400;

/** Puts a question to the double. Its time goes by as long as the question is open. */
export async function askDouble({ ask }: Probe): Promise<unknown> {
  const { stage, clock } = doubleStage();
  let open = true;
  const close = (): void => {
    open = false;
  };
  const answer = ask(stage);
  answer.then(close, close);
  const isOpen = (): boolean => open;
  while (isOpen()) await clock.advance(1);
  return answer;
}

function doubleStage(): { readonly stage: ProbeStage; readonly clock: FakeClock } {
  const { clock, tracks } = createFakeEnvironment();
  const service = new DoubleService(clock);
  const sdk = new DoubleSdk(service);
  const pass = (): Promise<void> => new Promise((resolve) => void clock.after(1, resolve));
  const entry = (userId: string): Promise<TrtcEnterRoom> =>
    Promise.resolve({
      sdkAppId: 1_400_000_001,
      userId,
      userSig: `eJw${'x'.repeat(40)}`,
      strRoomId: room,
      scene: 'rtc',
      autoReceiveAudio: false,
      autoReceiveVideo: false,
    });
  const stage: ProbeStage = {
    instance: () => sdk.create(),
    entry,
    forged(userId) {
      service.refuse('join', 70_013);
      return entry(userId);
    },
    far: (userId) => Promise.resolve(new DoubleFar(service, userId)),
    // It does not ask again.
    refuse(operation, code) {
      service.refuse(operation, code);
      return Promise.resolve(() => Promise.resolve());
    },
    hold(operation) {
      const release = service.hold(operation);
      return Promise.resolve(() => done(release));
    },
    kick: (userId) =>
      done(() => {
        service.putOut(room, userId, 'banned');
      }),
    close: () =>
      done(() => {
        for (const { userId } of service.members(room)) service.putOut(room, userId, 'room_disband');
      }),
    track: (kind) => tracks.create({ kind }),
    async until(what, holds) {
      const endMs = clock.now() + patience;
      while (!holds()) {
        if (clock.now() > endMs) throw new Error(`It does not come to this: ${what}`);
        await pass();
      }
    },
    async how(call) {
      let how = 'pending';
      call.then(
        () => {
          how = 'resolved';
        },
        (reason: unknown) => {
          how = shapeOf(reason);
        },
      );
      for (let waited = 0; waited < patience && how === 'pending'; waited += 1) await pass();
      return how;
    },
  };
  return { stage, clock };
}

/** A person at the service without an instance. */
class DoubleFar implements Member, ProbeFar {
  readonly userId: string;
  readonly watches = false;
  readonly listed: Map<Slot, Listed> = new Map<Slot, Listed>();
  readonly #service: DoubleService;

  constructor(service: DoubleService, userId: string) {
    this.#service = service;
    this.userId = userId;
    service.enter(room, this);
  }

  notify(_notice: Notice): void {
    // It looks at nobody.
  }

  sends(slot: Slot): boolean {
    return this.listed.get(slot)?.muted === false;
  }

  publish(...slots: readonly Slot[]): Promise<void> {
    this.listed.clear();
    for (const slot of slots) this.listed.set(slot, { muted: false });
    return this.#tell();
  }

  mute(slot: Slot, muted: boolean): Promise<void> {
    this.listed.set(slot, { muted });
    return this.#tell();
  }

  say(cmdId: number, text: string): Promise<void> {
    const data = new TextEncoder().encode(text).buffer;
    return done(() => {
      this.#service.tellOthers(room, this, { event: 'message', member: this, cmdId, data });
    });
  }

  leave(): Promise<void> {
    return done(() => {
      this.#service.remove(room, this);
    });
  }

  #tell(): Promise<void> {
    return done(() => {
      this.#service.tellOthers(room, this, { event: 'list', member: this });
    });
  }
}

function done(run: () => void): Promise<void> {
  return new Promise((resolve) => {
    run();
    resolve();
  });
}
