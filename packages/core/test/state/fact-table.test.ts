/// <reference types="node" />
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RtcError } from '../../src/errors/rtc-error.ts';
import { sourceKinds } from '../../src/model/source-kind.ts';
import type { Change } from '../../src/state/change.ts';
import type { Fact, Facts } from '../../src/state/fact.ts';
import { initialLocal } from '../../src/state/initial-local.ts';
import { initialState, type MachineState, type StateFields } from '../../src/state/machine-state.ts';
import { reduceTwoLegs } from '../../src/state/two-legs.ts';
import { driverFact } from './arbitrary-facts.ts';

/** What was seen to come of one kind of fact. */
interface Seen {
  readonly changes: Set<string>;
  readonly tells: Set<string>;
  readonly causes: Set<string>;
}

const error = new RtcError({ code: 'network', message: 'For a test.' });
const leg = fc.constantFrom(1, 2);
const source = fc.constantFrom(...sourceKinds);
const remoteId = fc.constantFrom('a', 'b', 'c');
const participantId = fc.constantFrom('p1', 'p2', 'p3');
const permissions = { publish: [], subscribe: true, sendMessages: true, moderate: false };
const self = { room: 'r', userId: 'me', displayName: '', role: undefined, permissions: undefined };

const published = fc.constantFrom<Facts['publicationChanged']['publication']>(
  { status: 'publishing' },
  { status: 'published' },
  { status: 'unpublished' },
  { status: 'failed', error },
);

/** Each kind of fact that core itself finds out, and those of a driver that are about more than one person. */
const others: { readonly [Name in keyof Facts]?: fc.Arbitrary<Facts[Name]> } = {
  joinStarted: fc.constant(self),
  joinSucceeded: fc.record({
    leg,
    identity: fc.constant({ attested: true }),
    result: fc.constantFrom(
      { roster: [] },
      { roster: [{ remoteId: 'a', userId: 'ann', sources: [{ source: 'camera', muted: false } as const] }] },
    ),
  }),
  joinFailed: fc.constant({}),
  leaveStarted: fc.constant({}),
  callEnded: fc.constant({ reason: 'left' }),
  leadMoved: fc.record({ leg }),
  legClosed: fc.record({ leg }),
  renderMoved: fc.record({ leg, participantId, source }),
  waitingExpired: fc.record({ leg, remoteId }),
  selfChanged: fc.constant({ displayName: 'Ann' }),
  profileResolved: fc.record({ participantId, displayName: fc.constantFrom('Ann', 'Ben') }),
  remoteTrackLost: fc.record({ remoteId, source, repair: fc.constantFrom('core', 'driver') }),
  subscriptionChanged: fc.record({
    leg,
    participantId,
    source,
    subscription: fc.constantFrom<Facts['subscriptionChanged']['subscription']>(
      { status: 'subscribing' },
      { status: 'failed', error },
      { status: 'not-subscribed', reason: 'hidden' },
    ),
  }),
  renderChanged: fc.record({ participantId, source, render: fc.constantFrom('waiting', 'playing') }),
  localChanged: source.map((each) => ({ ...initialLocal()[each], enabled: true })),
  publicationChanged: fc.record({ leg, source, publication: published }),
  playbackChanged: fc.record({
    blocked: fc.boolean(),
    interrupted: fc.constantFrom(undefined, true, false),
    leg: fc.constantFrom(undefined, 1, 2),
  }),
  speakerChanged: fc.record({ speakerId: fc.constantFrom('', 'loud') }),
  screenShareEnded: fc.constant({ reason: 'app' }),
  warning: fc.constant({ error }),
  messageReceived: fc.record({ remoteId, topic: fc.constant('chat'), text: fc.constant('hello') }),
  publicationInterrupted: fc.record({ source }),
  publicationRestored: fc.record({ source }),
  publicationLost: fc.record({ source, error: fc.constant(error) }),
  localMutedByServer: fc.record({ source }),
  localUnpublishedByServer: fc.record({ source }),
  permissionsChanged: fc.constant({ permissions, role: 'host' }),
  connectionInterrupted: fc.constant({ error }),
  credentialExpiring: fc.constant({ expiresInMs: 1000 }),
  playbackBlocked: fc.constant({}),
  recordingChanged: fc.record({ recording: fc.boolean() }),
  vendorEvent: fc.constant({ name: 'x', payload: undefined }),
  ended: fc.constant({ reason: 'kicked', vendorHasLeft: true }),
};

const ofOthers = fc
  .constantFrom(...(Object.keys(others) as (keyof Facts)[]))
  .chain((type) =>
    fc
      .tuple(others[type] as fc.Arbitrary<Facts[keyof Facts]>, leg)
      .map(([data, number]) => ({ type, data, leg: number }) as Fact),
  );
const ofDriver = fc.tuple(driverFact, leg).map(([fact, number]) => ({ ...fact, leg: number }) as Fact);
const begin: readonly Fact[] = [
  { type: 'joinStarted', data: self },
  { type: 'joinSucceeded', data: { leg: 1, result: { roster: [] }, identity: { attested: true } } },
  {
    type: 'publicationChanged',
    data: { leg: 1, source: 'microphone', publication: { status: 'published' } },
  },
];

/** What comes of each kind of fact, over many calls made up at random, the same ones each time. */
function explore(): ReadonlyMap<string, Seen> {
  const seen = new Map<string, Seen>();
  const calls = fc.sample(
    fc.array(fc.oneof({ weight: 4, arbitrary: ofDriver }, ofOthers), {
      minLength: 40,
      maxLength: 80,
    }),
    {
      seed: 1,
      numRuns: 4_000,
    },
  );
  for (const call of calls) {
    let state = initialState(initialLocal());
    for (const fact of [...begin, ...call]) {
      const before = { ...state, legs: new Map(state.legs) };
      const change = reduceTwoLegs(state, fact);
      state = change.apply();
      note(seen, fact.type, change, before, state);
    }
  }
  return seen;
}

const fields: readonly (keyof StateFields | 'legs')[] = [
  'session',
  'self',
  'local',
  'playbackBlocked',
  'playbackInterrupted',
  'speakerId',
  'elementsBlocked',
  'recording',
  'leading',
];

function note(
  all: Map<string, Seen>,
  type: string,
  { people, events, effects }: Change,
  before: MachineState,
  after: MachineState,
): void {
  const seen = all.get(type) ?? { changes: new Set(), tells: new Set(), causes: new Set() };
  all.set(type, seen);
  for (const field of fields) if (before[field] !== after[field]) seen.changes.add(field);
  if (people.changed) seen.changes.add('people');
  const legs = [...after.legs].some(([number, state]) => before.legs.get(number) !== state);
  if (legs || before.legs.size !== after.legs.size) seen.changes.add('legs');
  for (const { name } of events) seen.tells.add(name);
  for (const effect of effects) seen.causes.add(effect.type);
}

/** The table as Prettier writes it. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

const list = (names: ReadonlySet<string>): string =>
  [...names]
    .sort()
    .map((name) => `\`${name}\``)
    .join(' ') || '–';

it('documents what every fact changes, tells and causes (vitest -u writes the table)', async () => {
  const path = new URL('../../../../docs/core.md', import.meta.url);
  const seen = explore();
  const rows = [...seen]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([type, { changes, tells, causes }]) => [`\`${type}\``, list(changes), list(tells), list(causes)]);
  const written = readFileSync(path, 'utf8');
  const [before = '', rest = ''] = written.split('<!-- facts -->\n');
  const [, after = ''] = rest.split('<!-- /facts -->');
  const made = table([['fact', 'changes', 'tells', 'causes'], ...rows]);
  await expect(`${before}<!-- facts -->\n\n${made}\n\n<!-- /facts -->${after}`).toMatchFileSnapshot(
    '../../../../docs/core.md',
  );
});
