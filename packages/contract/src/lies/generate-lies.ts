import type { RtcAdapter, RtcDriver, RtcDriverSink } from '@jackfield/core/adapter';
import { replace, type AdapterMiddleware } from '../rig/middleware.ts';
import { lyingMethod, remember, type Manner, type Method } from './lying-method.ts';
import { emptied, otherPerson, otherSources, otherValue } from './twist-data.ts';

/** A lie that nobody thought of: one method of an adapter, and one way in which it is not what it says. */
export interface GeneratedLie {
  /** The name: `doSetMuted: dropped`, `participantJoined: another displayName`. */
  readonly name: string;
  /** Makes it to be told once over, with a count of how often it was. */
  tell(): ToldLie;
}

/** A lie that is being told. */
export interface ToldLie {
  /** Puts it over an adapter. */
  readonly middleware: AdapterMiddleware;
  /** The number of times that something was other than it should be: a lie without an occasion was not told. */
  readonly times: number;
}

/** The methods of a driver that lie: what they resolve with where they do nothing, and the fields that may be other ones. */
const driverMethods: Readonly<Partial<Record<keyof RtcDriver, Speech>>> = {
  doJoin: { nothing: { roster: [] }, once: true, values: ['displayName', 'userId', 'muted', 'role', 'kind'] },
  doLeave: { once: true },
  doSyncLocal: { nothing: { failed: [] }, values: ['muted', 'contentHint'] },
  doReplaceTrack: {},
  doSetMuted: { flips: 1 },
  doSyncRemote: { person: 0, values: ['width'] },
  doRenewCredential: { nothing: {}, values: ['expiresInMs'] },
  doSetProfile: { values: ['displayName'] },
  doSetRole: { flips: 0 },
  doSendMessage: { values: ['topic', 'text'] },
  doSetSignals: { values: ['levels', 'quality'] },
  doGetStats: { nothing: [], values: ['direction'] },
  doSetAudioOutput: { flips: 0 },
  doSetVolume: { person: 0, flips: 2 },
  doResumePlayback: {},
  doModerate: { values: ['action'] },
  dispose: { once: true },
};

/** The facts that are lies. */
const facts: Readonly<Partial<Record<keyof RtcDriverSink, Speech>>> = {
  participantJoined: { values: ['userId', 'displayName', 'existing', 'kind', 'role', 'muted'] },
  participantUpdated: { values: ['displayName', 'role', 'muted'] },
  participantLeft: {},
  participantInterrupted: {},
  participantRestored: {},
  sourcePublished: { values: ['muted'] },
  sourceUnpublished: {},
  sourceMuted: { values: ['muted'] },
  remoteTrack: {},
  subscriptionFailed: {},
  publicationLost: {},
  localMutedByServer: {},
  localUnpublishedByServer: {},
  permissionsChanged: { values: ['role', 'subscribe', 'sendMessages', 'moderate'] },
  connectionInterrupted: {},
  connectionRestored: { values: ['mode', 'userId', 'displayName', 'muted'] },
  credentialExpiring: { values: ['expiresInMs'] },
  playbackBlocked: {},
  messageReceived: { values: ['topic', 'text'] },
  recordingChanged: { values: ['recording'] },
  signals: { values: ['level', 'uplink', 'downlink'] },
  ended: { values: ['reason'] },
};

interface Speech {
  /** The result of doing nothing. */
  readonly nothing?: unknown;
  /** Called once in the life of a driver, so that it cannot freeze. */
  readonly once?: boolean;
  /** The fields that may be other ones. */
  readonly values?: readonly string[];
  /** The argument that is somebody's id. */
  readonly person?: number;
  /** The argument that may be another one. */
  readonly flips?: number;
}

/** Every lie there is, by rule. */
export const generatedLies: readonly GeneratedLie[] = [
  ...Object.entries(driverMethods).flatMap(([name, speech]) => liesOf(name, speech, 'driver')),
  ...Object.entries(facts).flatMap(([name, speech]) => liesOf(name, speech, 'sink')),
];

function liesOf(method: string, speech: Speech, where: 'driver' | 'sink'): readonly GeneratedLie[] {
  const { once = false, values = [], flips } = speech;
  const manners: (readonly [string, Manner])[] = [
    ['dropped', { kind: 'drop' }],
    ['late', { kind: 'delay' }],
    ['twice', { kind: 'double' }],
    ...(once ? [] : [['frozen', { kind: 'freeze' }] as const]),
    ['somebody else', { kind: 'twist', twist: otherPerson }],
    ['another source', { kind: 'twist', twist: () => otherSources }],
    ['emptied', { kind: 'twist', twist: () => emptied }],
    ...values.map(
      (field) => [`another ${field}`, { kind: 'twist', twist: () => otherValue(field) }] as const,
    ),
    ...(flips === undefined ? [] : [['another value', { kind: 'flip', argument: flips }] as const]),
  ];
  return manners.map(([said, manner]) => ({
    name: `${method}: ${said}`,
    tell() {
      let times = 0;
      const told = (): void => void (times += 1);
      const middleware: AdapterMiddleware = (adapter, page) => {
        const known = new Set<string>();
        const lie = (target: object): Record<string, Method> => {
          const honest: unknown = Reflect.get(target, method);
          if (typeof honest !== 'function') return {};
          const run: Method = (...given) => Reflect.apply(honest, target, given) as unknown;
          return { [method]: lyingMethod({ run, manner, told, clock: page.clock, where, known, ...speech }) };
        };
        const heard = listening(adapter, known);
        return replace(heard, where === 'driver' ? { driver: ({ driver }) => lie(driver) } : { sink: lie });
      };
      return {
        middleware,
        get times() {
          return times;
        },
      };
    },
  }));
}

/** An adapter whose liar hears who is there: whoever lies about somebody else knows of them by any fact. */
function listening(adapter: RtcAdapter, known: Set<string>): RtcAdapter {
  return replace(adapter, {
    driver: ({ driver }) => ({
      async doJoin(request) {
        const result = await driver.doJoin(request);
        remember([result.roster], known);
        return result;
      },
    }),
    sink: (sink) => ({
      participantJoined(fact) {
        remember([fact], known);
        sink.participantJoined(fact);
      },
    }),
  });
}
