import { createFakeEnvironment, type FakeClock } from '@jackfield/core/testing';
import { DoubleEngine } from '../double/double-engine.ts';
import { DoubleService } from '../double/service.ts';
import { FarMember } from '../far-member.ts';
import { shapeOf, type Probe, type ProbeStage, type Source } from './stage.ts';

const room = 'probes';
/** How much of the double's time passes at most, a millisecond each. */
const patience = 50;

/** Puts a question to the double. Its time goes by as long as the question is open. */
export async function askDouble({ ask }: Probe): Promise<unknown> {
  const { stage, clock } = doubleStage();
  let open = true;
  const answer = ask(stage).finally(() => {
    open = false;
  });
  const isOpen = (): boolean => open;
  while (isOpen()) await clock.advance(1);
  return answer;
}

function doubleStage(): { readonly stage: ProbeStage; readonly clock: FakeClock } {
  const { clock, tracks } = createFakeEnvironment();
  const service = new DoubleService(clock);
  const engines: DoubleEngine[] = [];
  const until = async (what: string, holds: () => boolean): Promise<void> => {
    const endMs = clock.now() + patience;
    while (!holds()) {
      if (clock.now() > endMs) throw new Error(`It does not come to this: ${what}`);
      await pass();
    }
  };
  const pass = (): Promise<void> => new Promise((resolve) => void clock.after(1, resolve));
  const stage: ProbeStage = {
    engine() {
      const engine = new DoubleEngine(service, tracks);
      engines.push(engine);
      return engine;
    },
    auth: (userId) =>
      Promise.resolve({
        appid: 'app1',
        channel: room,
        userid: userId,
        nonce: 'AK-probe',
        timestamp: 2_000_000_000,
        token: 'a'.repeat(64),
        gslb: ['https://rgslb.example.test'],
      }),
    far(userId) {
      const member = new FarMember(service, room, { userId });
      const published = new Set<Source>();
      return Promise.resolve({
        async publish(...sources) {
          for (const source of sources) {
            published.add(source);
            await member.publish(source);
          }
        },
        async withdraw() {
          for (const source of published) await member.unpublish(source);
          published.clear();
        },
        leave: () => member.leave(),
      });
    },
    refuse: (operation) =>
      done(() => {
        service.refuse(operation, 33_622_275);
      }),
    hold(operation) {
      const release = service.hold(operation);
      return Promise.resolve(() => done(release));
    },
    kick: (userId) =>
      done(() => {
        service.putOut(room, userId, 1);
      }),
    track: (kind) => tracks.create({ kind }),
    deviceCalls: () => engines.reduce((sum, { publisher }) => sum + publisher.deviceCalls, 0),
    until,
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

function done(run: () => void): Promise<void> {
  return new Promise((resolve) => {
    run();
    resolve();
  });
}
