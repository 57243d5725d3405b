import { describe, expect, it } from 'vitest';
import type { SecondLeg } from '../../src/call/second-leg.ts';
import { RtcError } from '../../src/errors/rtc-error.ts';
import type { RtcCapabilities } from '../../src/model/capabilities.ts';
import type { EndReason } from '../../src/model/session-state.ts';
import { internalsOf } from '../../src/session/internals.ts';
import { secondLeg } from '../../src/session/second-leg.ts';
import { createSessionRig, type SessionRig } from '../session/rig.ts';
import { createStubVendor, type StubVendor } from '../session/stub-vendor.ts';

const seat = { room: 'studio', userId: 'me' };
const gone = { reason: 'server-shutdown', vendorHasLeft: true } as const;

interface Rig extends SessionRig {
  readonly legs: SecondLeg;
  readonly other: StubVendor;
  /** Adds a leg over the other vendor. */
  add(): Promise<number>;
  /** The numbers of the legs in the state, and of those that are connected. */
  numbers(): readonly (readonly number[])[];
}

/** A call over one vendor, and another one. */
async function createRig(able: Partial<RtcCapabilities> = {}): Promise<Rig> {
  const rig = createSessionRig(able);
  await rig.join();
  const other = createStubVendor();
  const legs = secondLeg(rig.session);
  const { store, call } = internalsOf(rig.session);
  return {
    ...rig,
    legs,
    other,
    add: () => legs.add(other.adapter, seat, 15_000),
    numbers: () => [
      [...store.state.legs.keys()],
      [...call.connections].map(({ leg: { generation } }) => generation),
    ],
  };
}

describe('the only leg of a call', () => {
  it('is not closed, nor is one that is not there', async () => {
    const { legs, session, numbers } = await createRig();
    await legs.close(1, 'left');
    await legs.close(7, 'left');
    expect(numbers()).toEqual([[1], [1]]);
    expect(session.state.status).toBe('joined');
  });

  it('ends the call with it, also while another one joins', async () => {
    const { legs, other, session, sink, clock } = await createRig();
    const joining = expect(legs.add(other.adapter, seat, 15_000)).rejects.toMatchObject({ code: 'aborted' });
    sink().ended(gone);
    await clock.settle();
    expect(session.state).toMatchObject({ status: 'ended', reason: 'server-shutdown' });
    await joining;
  });
});

describe('a leg that ends where there are two', () => {
  it('is closed at once, whichever it is, where none is to take over', async () => {
    for (const first of [true, false]) {
      const { legs, add, sink, other, session, numbers, clock } = await createRig();
      const leg = await add();
      (first ? sink() : other.sink()).ended(gone);
      await clock.settle();
      const rest = first ? leg : 1;
      expect(numbers()).toEqual([[rest], [rest]]);
      expect([session.state.status, legs.isDead(1), legs.isDead(leg)]).toEqual(['joined', false, false]);
    }
  });

  it('stays in the state as one that is interrupted while the newest is to take over, and is closed after it', async () => {
    const { legs, add, sink, session, numbers, clock } = await createRig();
    const release = legs.expectTakeover();
    const leg = await add();
    expect(legs.isDead(1)).toBe(false);
    sink().ended(gone);
    await clock.settle();
    expect([legs.isDead(1), legs.isDead(leg)]).toEqual([true, false]);
    expect(numbers()).toEqual([[1, leg], [leg]]);
    release();
    await clock.settle();
    expect([legs.isDead(1), numbers()]).toEqual([false, [[leg], [leg]]]);
    expect(session.state.status).toBe('joined');
  });

  it('is closed at once where it is the one that was to take over', async () => {
    const { legs, add, other, numbers, clock, session } = await createRig();
    legs.expectTakeover();
    const leg = await add();
    other.sink().ended(gone);
    await clock.settle();
    expect([legs.isDead(leg), numbers(), session.state.status]).toEqual([false, [[1], [1]], 'joined']);
  });

  it('leaves the call reconnecting where the other one is still to come, and ends it if none does', async () => {
    const { legs, sink, session, clock } = await createRig();
    const release = legs.expectTakeover();
    sink().ended(gone);
    await clock.settle();
    expect([session.state.status, legs.isDead(1)]).toEqual(['reconnecting', true]);
    release();
    await clock.settle();
    expect(session.state).toMatchObject({ status: 'ended', reason: 'server-shutdown' });
  });

  it('is nothing to the end of a takeover where it was closed meanwhile', async () => {
    const { legs, add, sink, session, numbers, clock } = await createRig();
    const release = legs.expectTakeover();
    const leg = await add();
    sink().ended(gone);
    await legs.close(1, 'left');
    expect(numbers()).toEqual([[leg], [leg]]);
    release();
    await clock.settle();
    expect([session.state.status, legs.isDead(1)]).toEqual(['joined', false]);
  });

  it('is closed as ever once no takeover is expected any more, and each is over once', async () => {
    const { legs, add, sink, other, numbers, clock } = await createRig();
    const [one, two] = [legs.expectTakeover(), legs.expectTakeover()];
    one();
    one();
    const leg = await add();
    sink().ended(gone);
    await clock.settle();
    expect(legs.isDead(1)).toBe(true);
    two();
    await clock.settle();
    expect(numbers()).toEqual([[leg], [leg]]);
    const ends = other.sink();
    const third = await add();
    ends.ended(gone);
    await clock.settle();
    expect([legs.isDead(leg), numbers()]).toEqual([false, [[third], [third]]]);
  });

  it('ends what goes on over it with why it was closed', async () => {
    const { legs, add, session } = await createRig();
    const reasonOf = async (...[reason, error]: readonly [EndReason, RtcError?]): Promise<unknown> => {
      const leg = await add();
      const { signal } = [...internalsOf(session).call.connections][1]?.leg ?? {};
      await legs.close(leg, reason, error);
      return signal?.reason;
    };
    expect(await reasonOf('left')).toMatchObject({
      code: 'aborted',
      message: 'The connection to stub ended (left).',
      adapter: 'stub',
    });
    expect(await reasonOf('server-shutdown')).toMatchObject({ code: 'server-error', adapter: 'stub' });
    const error = new RtcError({ code: 'network', message: 'No way.' });
    expect(await reasonOf('server-shutdown', error)).toBe(error);
  });

  it('has its error told, and in the end of the call', async () => {
    const { legs, sink, session, clock } = await createRig();
    const warnings: unknown[] = [];
    session.on('warning', (event) => warnings.push(event.error));
    const release = legs.expectTakeover();
    const error = new RtcError({ code: 'server-error', message: 'Gone.' });
    sink().ended({ ...gone, error });
    await clock.settle();
    expect(warnings).toEqual([error]);
    release();
    await clock.settle();
    expect(session.state).toEqual({ status: 'ended', reason: 'server-shutdown', error });
  });
});

describe('another leg over the same vendor', () => {
  it('takes no seat twice where that is not allowed, and any other one', async () => {
    const { legs, session, numbers } = await createRig({ duplicateIdentity: 'kicks-older' });
    const { adapter } = internalsOf(session);
    const add = (more: Partial<typeof seat>) => legs.add(adapter, { ...seat, ...more }, 15_000);
    const refused = {
      code: 'invalid-state',
      adapter: 'stub',
      message: 'stub does not allow me in this room twice.',
    };
    await expect(add({})).rejects.toMatchObject(refused);
    expect(numbers()).toEqual([[1], [1]]);
    await legs.add(createStubVendor().adapter, seat, 15_000);
    await expect(add({})).rejects.toMatchObject(refused);
    await add({ userId: 'me-too' });
    await add({ room: 'hall' });
    expect(numbers()[0]).toHaveLength(4);
  });

  it('takes the same seat twice where that is allowed, also while the call is interrupted', async () => {
    const { legs, session, sink, numbers } = await createRig({ duplicateIdentity: 'allowed' });
    sink().connectionInterrupted({});
    expect(session.state.status).toBe('reconnecting');
    const leg = await legs.add(internalsOf(session).adapter, seat, 15_000);
    expect(numbers()).toEqual([
      [1, leg],
      [1, leg],
    ]);
  });

  it('is refused without a call', async () => {
    const { legs, session, add } = await createRig();
    await session.leave();
    await expect(add()).rejects.toMatchObject({
      code: 'invalid-state',
      message: 'Another connection needs a call: join first.',
    });
    expect(legs.isDead(1)).toBe(false);
  });
});
