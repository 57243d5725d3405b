import type { Outcome } from '../pages/caller.ts';
import type { Caller, Stage } from './stage.ts';

/** One thing to find out. It throws where what was seen is not what the adapter counts on. */
export interface LiveItem {
  readonly id: string;
  readonly title: string;
  run(stage: Stage, see: (line: string) => void): Promise<void>;
}

/** How long what is under way may take, milliseconds. */
const boundMs = 20_000;

/** Everything that is found out, in this order. */
export const items: readonly LiveItem[] = [
  {
    id: 'T01',
    title: 'A genuine userSig is let in',
    async run(stage, see) {
      const ann = await stage.caller();
      see(describe(ok(await enter(stage, ann, 'ann'))));
      see(`left: ${describe(ok(await ann.ask('leave')))}`);
    },
  },
  refusal('T02', 'A forged userSig is refused as credential-invalid', 'credential-invalid', {
    secretKey: 'another key, that the service does not have',
  }),
  refusal('T03', 'An expired userSig is refused as credential-expired', 'credential-expired', {
    expired: true,
  }),
  {
    id: 'T04',
    title: 'A userSig of another application is refused as credential-invalid',
    async run(stage, see) {
      const ann = await stage.caller();
      const { userSig } = stage.credential('ann', { sdkAppId: stage.secrets.sdkAppId + 1 });
      const credential = { ...stage.credential('ann'), userSig };
      const outcome = await ann.ask('join', credential, { room: stage.room, userId: 'ann', publish: false });
      see(describe(outcome));
      check(outcome.code === 'credential-invalid', `It was ${outcome.code}.`);
    },
  },
  {
    id: 'T05',
    title: 'Two see and hear each other',
    async run(stage, see) {
      const { ann, bob } = await pair(stage, see);
      for (const caller of [ann, bob]) {
        await until('packets of both sources arrive', async () => {
          const traffic = await caller.ask('traffic');
          return ['microphone', 'camera'].every((source) => (traffic[`receive ${source}`] ?? 0) > 0);
        });
      }
      see(`sent and received: ${JSON.stringify(await ann.ask('traffic'))}`);
    },
  },
  {
    id: 'T06',
    title: 'A mute is told to others as a mute',
    async run(stage, see) {
      const { ann, bob } = await pair(stage, see);
      see(`muted: ${describe(ok(await ann.ask('mute')))}`);
      await until('bob hears of the mute', async () =>
        (await bob.ask('people')).some((line) => line.includes('microphone muted')),
      );
    },
  },
  {
    id: 'T07',
    title: 'A message arrives',
    async run(stage, see) {
      const { ann, bob } = await pair(stage, see);
      see(`sent: ${describe(ok(await ann.ask('send', 'hello')))}`);
      await until('it arrives', async () => (await bob.ask('messages')).includes('hello'));
    },
  },
  {
    id: 'T08',
    title: 'The same user a second time puts the first one out, as replaced',
    async run(stage, see) {
      const [first, second] = [await stage.caller(), await stage.caller()];
      ok(await enter(stage, first, 'ann'));
      see(`the second: ${describe(ok(await enter(stage, second, 'ann')))}`);
      await until('the first is out', async () => (await first.ask('state')).startsWith('ended'));
      const state = await first.ask('state');
      see(`the first: ${state}`);
      check(state === 'ended replaced', 'The adapter counts on "replaced".');
    },
  },
  {
    id: 'T09',
    title: 'The service tells grades of the uplink',
    async run(stage, see) {
      const { ann } = await pair(stage, see);
      see(await ann.ask('quality'));
    },
  },
  {
    id: 'T10',
    title: 'Which hosts the SDK asked',
    run(stage, see) {
      for (const host of [...stage.hosts].sort()) see(host);
      return Promise.resolve();
    },
  },
  {
    id: 'T11',
    title: "The application's key is in nothing that a browser was given",
    run(stage) {
      check(!stage.given.some((text) => text.includes(stage.secrets.secretKey)), 'It is.');
      return Promise.resolve();
    },
  },
];

function refusal(
  id: string,
  title: string,
  code: string,
  change: Parameters<Stage['credential']>[1],
): LiveItem {
  return {
    id,
    title,
    async run(stage, see) {
      const ann = await stage.caller();
      const credential = stage.credential('ann', change);
      const outcome = await ann.ask('join', credential, { room: stage.room, userId: 'ann', publish: false });
      see(describe(outcome));
      check(outcome.code === code, `It was ${outcome.code}: the table of the adapter wants another number.`);
    },
  };
}

function enter(stage: Stage, caller: Caller, userId: string, publish = false): Promise<Outcome> {
  return caller.ask('join', stage.credential(userId), { room: stage.room, userId, publish });
}

async function pair(stage: Stage, see: (line: string) => void): Promise<{ ann: Caller; bob: Caller }> {
  const [ann, bob] = [await stage.caller(), await stage.caller()];
  for (const [caller, userId] of [
    [ann, 'ann'],
    [bob, 'bob'],
  ] as const)
    see(`${userId} joined: ${describe(ok(await enter(stage, caller, userId, true)))}`);
  const began = performance.now();
  for (const caller of [ann, bob]) await until('both publish', () => caller.ask('published'));
  for (const caller of [ann, bob])
    await until('both are told of both sources', async () =>
      (await caller.ask('people')).some((line) => line.includes('camera') && line.includes('microphone')),
    );
  see(`published and seen after ${String(Math.round(performance.now() - began))} ms more`);
  return { ann, bob };
}

function describe({ code, vendorCode, message, ms }: Outcome): string {
  if (code === 'ok') return `${String(ms)} ms`;
  return `${code}, the vendor's number ${String(vendorCode)}, after ${String(ms)} ms: ${message}`;
}

function ok(outcome: Outcome): Outcome {
  check(outcome.code === 'ok', describe(outcome));
  return outcome;
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const endMs = performance.now() + boundMs;
  while (!(await holds())) {
    if (performance.now() > endMs)
      throw new Error(`It did not come to this in ${String(boundMs)} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function check(holds: boolean, message: string): void {
  if (!holds) throw new Error(message);
}
