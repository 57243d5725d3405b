import type { RtcDriverSink } from '@jackfield/core/adapter';
import { createRosterReporter } from '@jackfield/core/adapter-kit';
import { expect, test } from 'vitest';
import { AskedRepairs, permitted } from '../src/peer/member-bounds.ts';
import { PeerMessages } from '../src/peer/peer-messages.ts';
import type { PeerPayload } from '../src/peer/peer-payload.ts';
import type { MemberState, PublishedSource } from '../src/protocol/member-state.ts';
import { Recovery } from '../src/peer/recovery.ts';
import { RemoteSources } from '../src/peer/remote-sources.ts';
import { VirtualClock } from './support/virtual-clock.ts';

type Message = Extract<PeerPayload, { kind: 'message' }>;

function recovery(): { clock: VirtualClock; did: string[]; recovery: Recovery } {
  const clock = new VirtualClock();
  const did: string[] = [];
  const note = (what: string) => () => void did.push(what);
  const made = new Recovery(clock, {
    restartIce: note('restart'),
    reconnect: note('reconnect'),
    interrupted: note('interrupted'),
    restored: note('restored'),
    failed: note('failed'),
  });
  return { clock, did, recovery: made };
}

test('a short loss is reported and passes by itself', () => {
  const { clock, did, recovery: watch } = recovery();
  watch.began();
  watch.stateChanged('connected');
  watch.stateChanged('disconnected');
  clock.advance(900);
  watch.stateChanged('connected');
  clock.advance(60_000);
  expect(did).toEqual(['interrupted', 'restored']);
  expect(clock.pending).toBe(0);
});

test('a longer loss restarts ICE, then begins anew with growing pauses, until it works', () => {
  const { clock, did, recovery: watch } = recovery();
  watch.began();
  watch.stateChanged('connected');
  watch.stateChanged('disconnected');
  clock.advance(1000);
  expect(did).toEqual(['interrupted', 'restart']);
  clock.advance(10_000);
  expect(did.splice(0)).toEqual(['interrupted', 'restart', 'failed']);
  clock.advance(500);
  expect(did.splice(0)).toEqual(['reconnect']);
  watch.began();
  clock.advance(10_000);
  expect(did.splice(0)).toEqual(['failed']);
  clock.advance(999);
  expect(did).toEqual([]);
  clock.advance(1);
  expect(did.splice(0)).toEqual(['reconnect']);
  watch.began();
  watch.stateChanged('connected');
  expect(did).toEqual(['restored']);
  watch.close();
  expect(clock.pending).toBe(0);
});

test('a failure restarts at once; after close nothing happens', () => {
  const { clock, did, recovery: watch } = recovery();
  watch.began();
  watch.stateChanged('connected');
  watch.stateChanged('failed');
  expect(did).toEqual(['interrupted', 'restart']);
  watch.close();
  watch.stateChanged('connected');
  watch.retry();
  clock.advance(100_000);
  expect(did).toEqual(['interrupted', 'restart']);
});

test('a first connection that does not come up is reported and tried again', () => {
  const { clock, did, recovery: watch } = recovery();
  watch.began();
  clock.advance(10_000);
  expect(did).toEqual(['failed']);
  clock.advance(500);
  expect(did).toEqual(['failed', 'reconnect']);
});

test('messages come once and in order, also over a change of the channel', async () => {
  const clock = new VirtualClock();
  const got: string[] = [];
  let open = true;
  let lose = false;
  const left: PeerMessages = new PeerMessages(clock, (payload) => {
    if (open && !lose && payload.kind === 'message' && right.receive(payload)) got.push(payload.text);
    return open;
  });
  const right: PeerMessages = new PeerMessages(clock, (payload) => {
    if (payload.kind === 'received' && !lose) left.acknowledge(payload.number);
    return true;
  });
  await left.send('t', 'one');
  lose = true;
  const two = left.send('t', 'two');
  open = false;
  const three = left.send('t', 'three');
  open = true;
  lose = false;
  left.opened();
  await Promise.all([two, three]);
  expect(got).toEqual(['one', 'two', 'three']);
  expect(right.receive({ kind: 'message', number: 2, topic: 't', text: 'two' } satisfies Message)).toBe(
    false,
  );
  expect(clock.pending).toBe(0);
});

test('a message that nobody confirms fails in bounded time', async () => {
  const clock = new VirtualClock();
  const messages = new PeerMessages(clock, () => false);
  const sent = messages.send('t', 'x');
  clock.advance(10_000);
  await expect(sent).rejects.toMatchObject({ code: 'message-failed' });
  const waiting = Array.from({ length: 256 }, () => messages.send('t', 'x'));
  await expect(messages.send('t', 'x')).rejects.toMatchObject({ code: 'message-failed' });
  messages.close();
  await Promise.all(waiting);
  expect(clock.pending).toBe(0);
});

/** What bob publishes, and the facts that core is told of it, in words. */
function remoteSources(state: MemberState): { readonly sources: RemoteSources; readonly facts: string[] } {
  const facts: string[] = [];
  const tell = (name: string) => (fact: { source?: string; sources?: readonly PublishedSource[] }) =>
    void facts.push(
      [name, fact.source, ...(fact.sources ?? []).map(({ source, muted }) => `${source} ${muted}`)]
        .filter((word) => word !== undefined)
        .join(' '),
    );
  const sink = new Proxy({} as RtcDriverSink, { get: (_target, name) => tell(String(name)) });
  const people = createRosterReporter({
    sink,
    keys: () => ['bob'],
    describe: () => ({ remoteId: 'bob', userId: 'bob', sources: sources.state.sources }),
  });
  const sources = new RemoteSources('bob', state, { sink, people });
  people.begin();
  return { facts, sources };
}

test('a source is published before its track, whatever comes first', async () => {
  const track = {} as MediaStreamTrack;
  const { facts, sources } = remoteSources({ revision: 0, sources: [] });
  sources.want(new Map([['camera', undefined]]));
  sources.deliver(() => track);
  expect(facts).toEqual([]);
  sources.update({ revision: 2, sources: [{ source: 'camera', muted: false }] });
  sources.deliver(() => track);
  sources.deliver(() => track);
  sources.update({ revision: 1, sources: [] });
  expect(facts.splice(0)).toEqual(['participantUpdated camera false', 'remoteTrack camera']);
  sources.update({ revision: 3, sources: [{ source: 'camera', muted: true }] });
  await Promise.resolve();
  sources.update({ revision: 4, sources: [] });
  await Promise.resolve();
  expect(facts.splice(0)).toEqual(['participantUpdated camera true', 'participantUpdated']);
  // Published once more it is another publication: its track is told anew.
  sources.update({ revision: 5, sources: [{ source: 'camera', muted: false }] });
  sources.deliver(() => track);
  expect(facts).toEqual(['participantUpdated camera false', 'remoteTrack camera']);
});

test('what somebody may not publish any more is withdrawn at once, and their own word does not bring it back', async () => {
  const both = [
    { source: 'camera', muted: false },
    { source: 'microphone', muted: false },
  ] as const;
  const { facts, sources } = remoteSources({ revision: 3, sources: both });
  sources.restrict(['microphone']);
  await Promise.resolve();
  expect(facts.splice(0)).toEqual(['participantUpdated microphone false']);
  const permissions = {
    publish: ['microphone'],
    subscribe: true,
    sendMessages: true,
    moderate: false,
  } as const;
  const member = {
    id: 'bob',
    userId: 'bob',
    displayName: '',
    state: { revision: 3, sources: both },
    permissions,
  };
  sources.update(permitted({ revision: 4, sources: both }, member));
  await Promise.resolve();
  // Nothing new, which is no mistake.
  expect(facts).toEqual(['participantUpdated microphone false']);
  expect(sources.state).toEqual({ revision: 4, sources: [{ source: 'microphone', muted: false }] });
});

test('a member gets a key frame after each gap, and no more than gaps need', () => {
  const clock = new VirtualClock();
  const asked = new AskedRepairs(clock);
  expect(Array.from({ length: 6 }, () => asked.keyFrame())).toEqual([true, true, true, true, false, false]);
  clock.advance(2000);
  expect([asked.keyFrame(), asked.keyFrame()]).toEqual([true, false]);
});
