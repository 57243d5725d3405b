import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { createSession, RtcError, type RtcSession } from '@jackfield/core';
import type { RemoteParticipantInfo, RtcDriverSink } from '@jackfield/core/adapter';
import { createFakeEnvironment } from '@jackfield/core/testing';
import { describe, expect, it } from 'vitest';
import { createTraceRing, readTrace, record, replay } from '../src/trace.ts';
import { createRedactor } from '../src/trace/redactor.ts';

const request = { room: 'studio', userId: 'me' };

async function linesOfACall(): Promise<readonly string[]> {
  const world = createFakeEnvironment();
  const ring = createTraceRing();
  const adapter = record(fake(createFakeCloud({ clock: world.clock })), ring);
  const session = createSession(adapter, { environment: world.environment });
  await session.join(request);
  await session.leave();
  return ring.text().trim().split('\n');
}

/** Plays a trace; what becomes of it within a minute. */
async function play(text: string, before?: (session: RtcSession) => Promise<void>): Promise<string> {
  const world = createFakeEnvironment();
  const replayed = replay(text);
  const session = createSession(replayed.adapter, { environment: world.environment });
  await before?.(session);
  let outcome = 'waits';
  replayed.play(session).then(
    () => (outcome = 'played'),
    (error: unknown) => (outcome = error instanceof RtcError ? error.code : 'untyped'),
  );
  for (let second = 0; second < 60; second += 1) await world.clock.advance(1_000);
  return outcome;
}

describe('an odd trace', () => {
  it.each(['closed', 'failed'])('is refused by its line where one that %s has no error', async (kind) => {
    const lines = await linesOfACall();
    const text = [...lines, JSON.stringify({ at: 0, leg: 1, kind, id: 1 })].join('\n');
    expect(() => readTrace(text)).toThrow(`Line ${String(lines.length + 1)} of the trace has no error.`);
  });

  it('is refused where its claims make no driver', async () => {
    const [header = '', ...rest] = await linesOfACall();
    const claims = { ...(JSON.parse(header) as object), capabilities: {} };
    await expect(play([JSON.stringify(claims), ...rest].join('\n'))).rejects.toMatchObject({
      code: 'invalid-argument',
    });
  });

  it('is not waited for where the session is in a call already', async () => {
    const text = (await linesOfACall()).join('\n');
    expect(await play(text)).toBe('played');
    expect(await play(text, (session) => session.join(request))).toBe('invalid-state');
  });

  it('is not waited for where a line of it cannot be played, or its join comes to no leg', async () => {
    const lines = await linesOfACall();
    const { header, entries } = readTrace(lines.join('\n'));
    const odd = { at: 0, leg: 1, kind: 'closed', error: null };
    const broken = JSON.parse(JSON.stringify({ header, entries: [entries[0], odd] })) as ReturnType<
      typeof readTrace
    >;
    const world = createFakeEnvironment();
    const replayed = replay(broken);
    const session = createSession(replayed.adapter, { environment: world.environment });
    await expect(replayed.play(session)).rejects.toBeInstanceOf(RtcError);
    const nowhere = replay(lines.join('\n'));
    const disposed = createSession(nowhere.adapter, { environment: world.environment });
    await disposed.dispose();
    await expect(nowhere.play(disposed)).rejects.toBeInstanceOf(RtcError);
  });
});

describe('what is written down', () => {
  it.each([
    ['token=abc%2Fdef%2Bq was refused', 'token=[…] was refused'],
    ['{"secret":"s3cr3t!"}', '{"secret":[…]}'],
    ['password: hunter2', 'password: […]'],
    ['Authorization: Bearer abc.def', 'Authorization: […] […]'],
    ['correcthorsebatterystaplecorrect', '[…]'],
    ['ann-hathaway and ann left', 'user-2 and user-1 left'],
    ['no user called user', 'no user-3 called user-3'],
  ])('has no secret and no half of a name: %s', (message, written) => {
    const { value, error } = createRedactor();
    for (const userId of ['ann', 'ann-hathaway', 'user']) value({ userId });
    expect(error(new RtcError({ code: 'unknown', message })).message).toBe(written);
  });

  it('is no more than can be: a fact that cannot be written is told all the same', async () => {
    const world = createFakeEnvironment();
    const inner = fake(createFakeCloud({ clock: world.clock }));
    const sinks: RtcDriverSink[] = [];
    const ring = createTraceRing();
    const adapter = record(
      {
        ...inner,
        createDriver(sink, environment) {
          sinks.push(sink);
          return inner.createDriver(sink, environment);
        },
      },
      ring,
    );
    const session = createSession(adapter, { environment: world.environment });
    await session.join(request);
    const lines = ring.size;
    const circle: RemoteParticipantInfo & { self?: unknown } = {
      remoteId: 'zoe',
      userId: 'zoe',
      sources: [],
    };
    circle.self = circle;
    sinks[0]?.participantJoined(circle);
    await world.clock.advance(10);
    expect([session.participants.size, ring.size]).toEqual([1, lines]);
  });
});
