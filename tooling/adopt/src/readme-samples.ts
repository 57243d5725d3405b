/** The way in which a sample of a README is run. */
export type Way =
  | {
      /** In Node, to its end. */
      readonly run: 'node';
      /** The code that stands for what the sample only declares, or what it would wait for. */
      readonly before?: string;
      readonly after?: string;
      readonly env?: Readonly<Record<string, string>>;
      /** Its own settings, changed for a machine that runs other things, too. */
      readonly changed?: readonly [string, string];
      readonly prints: RegExp;
    }
  | {
      /** In a page of a browser. */
      readonly run: 'page';
      readonly before?: string;
      readonly after?: string;
      readonly prints: RegExp;
    }
  /** Run by another test, which is named. */
  | { readonly run: 'elsewhere'; readonly by: string };

const fakeAdapter = `import { createFakeCloud as cloudOf, fake as fakeOf } from '@jackfield/adapter-fake';
Object.assign(globalThis, { adapter: fakeOf(cloudOf()), silent: fakeOf(cloudOf()) });`;
const itsName: Way = {
  run: 'node',
  after: 'console.log(adapter.name, typeof adapter.createDriver);',
  prints: /^(?:p2p|livekit|janus|aliyun) function$/u,
};
const byTokens: Way = { run: 'elsewhere', by: 'the handler of the README of tokens behind four servers' };
const byTemplate: Way = {
  run: 'elsewhere',
  by: 'create.test.ts: the adapter that create-jackfield makes has these files, and passes the contract',
};

/** The way in which each sample of each README is run: one that is missing here, or is here and not there, fails the test. */
export const readmeSamples: Readonly<Record<string, readonly Way[]>> = {
  '@jackfield/core': [
    {
      run: 'node',
      prints:
        /^zoe is here\n(?=(?:.*\n)*zoe microphone\n)(?:.*\n)*joined published\n(?:.*\n)*invalid-argument$/u,
    },
    { run: 'node', prints: /^\[ 'zoe' \]\nfalse$/u },
  ],
  '@jackfield/adapter-fake': [
    { run: 'page', after: 'console.log(session.state.status);', prints: /^joined$/u },
    {
      run: 'node',
      after: 'console.log(session.state.status, cloud.room("studio") !== undefined);',
      prints: /^joined true$/u,
    },
    { run: 'page', prints: /^room-full\nleaving\nended$/u },
  ],
  '@jackfield/adapter-p2p': [
    itsName,
    itsName,
    {
      run: 'node',
      changed: ['port: 8080', 'port: 0'],
      after: 'console.log("listening"); await server.close();',
      prints: /listening$/u,
    },
    { run: 'node', after: 'console.log(session.state.status);', prints: /^idle$/u },
  ],
  '@jackfield/adapter-livekit': [
    itsName,
    { run: 'node', after: 'console.log(typeof greetBob);', prints: /^function$/u },
  ],
  '@jackfield/adapter-janus': [
    itsName,
    {
      run: 'node',
      env: {
        JANUS_TOKEN_SECRET: 'x'.repeat(32),
        JANUS_ADMIN_KEY: 'y'.repeat(32),
        JANUS_ROOM_SECRET: 'z'.repeat(32),
      },
      after: 'console.log(typeof admit);',
      prints: /^function$/u,
    },
  ],
  '@jackfield/adapter-aliyun': [itsName],
  '@jackfield/adapter-trtc': [
    { run: 'elsewhere', by: 'the README of adapter-trtc joins over the packed emulator' },
  ],
  '@jackfield/aliyun-emulator': [{ run: 'node', prints: /carol/u }],
  '@jackfield/trtc-emulator': [{ run: 'node', prints: /carol/u }],
  '@jackfield/emulator-kit': [{ run: 'node', prints: /^refuse$/u }],
  '@jackfield/contract': [byTemplate, byTemplate, byTemplate, byTemplate, byTemplate],
  'create-jackfield': [{ run: 'node', prints: /^\d+ files in .*my-call$/u }],
  '@jackfield/migrate': [{ run: 'node', prints: /createSession\(vendor\(\)\)[\s\S]*TODO/u }],
  '@jackfield/operations': [
    {
      run: 'node',
      after: 'console.log(typeof open);',
      prints: /^livekit is number 1 of the order\.\nfunction$/u,
    },
    { run: 'node', after: 'console.log(typeof moveEverybody);', prints: /^function$/u },
    {
      run: 'node',
      before: `${fakeAdapter}\nObject.assign(globalThis, { transport: { maxBytes: 1000, directed: true, reliable: true, connect: () => new Promise(() => undefined) } });`,
      after: 'console.log(adapter.capabilities.messages !== undefined);',
      prints: /^true$/u,
    },
    {
      run: 'node',
      before: `${fakeAdapter}
import { createTraceRing as ringOf, record as recordOf } from '@jackfield/operations/trace';
const other = ringOf({ lines: 100 });
recordOf(adapter, other);
Object.assign(globalThis, { another: other.text() });`,
      // Two calls that were not made differ in nothing.
      prints: /^undefined$/u,
    },
    {
      run: 'node',
      before: fakeAdapter,
      after: 'console.log(session.state.status);',
      prints: /^idle$/u,
    },
  ],
  '@jackfield/react': [
    { run: 'elsewhere', by: 'the call of the README of react goes on between two tabs' },
    { run: 'elsewhere', by: 'the call of the README of react goes on between two tabs' },
  ],
  '@jackfield/svelte': [
    { run: 'elsewhere', by: 'the component of the README of svelte shows who is there' },
    {
      run: 'page',
      after: 'console.log(Array.isArray(cameraNames()), typeof mutedSpeaker);',
      prints: /^true function$/u,
    },
  ],
  '@jackfield/tokens': [
    byTokens,
    byTokens,
    byTokens,
    byTokens,
    byTokens,
    { run: 'node', prints: /^false\ntimestamp is in milliseconds[\s\S]*\nmilliseconds timestamp$/u },
    {
      run: 'node',
      env: { P2P_SIGNING_KEY: 'k'.repeat(32) },
      after: 'console.log(await admit("nonsense", "studio"));',
      prints: /^refused: /u,
    },
  ],
};
