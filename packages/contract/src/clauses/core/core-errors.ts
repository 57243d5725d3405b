import { isRtcError, RtcError } from '@jackfield/core';
import type { RtcDriver } from '@jackfield/core/adapter';
import { check, checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { coreClauses } from '../define.ts';
import { replace, type DriverContext } from '../../rig/middleware.ts';
import { beginJoin, eventually, gone, joined, left, rejects, resolves } from '../../run/scene.ts';
import { createTap } from '../../run/tap.ts';

/** Everything that a vendor may reject with. Made anew for each use. */
function shapes(): readonly { readonly shape: string; readonly value: unknown }[] {
  const circular: Record<string, unknown> = { code: 10_500 };
  circular['data'] = circular;
  const hostile = {
    get message(): string {
      throw new Error('not readable');
    },
  };
  return [
    { shape: 'an Error', value: new Error('broken') },
    { shape: 'a plain object', value: { code: 5, reason: 'busy' } },
    { shape: 'a string', value: 'ERR' },
    { shape: 'a number', value: 33_620_485 },
    { shape: 'undefined', value: undefined },
    { shape: 'null', value: null },
    { shape: 'a circular object', value: circular },
    { shape: 'an object whose getters throw', value: hostile },
    { shape: 'an object without a prototype', value: Object.create(null) },
    { shape: 'a symbol', value: Symbol('odd') },
  ];
}

/** A promise rejected with anything at all. */
async function rejecting(value: unknown): Promise<never> {
  await Promise.resolve();
  throw value;
}

/** A middleware that fails a method once, by a rejection or a throw. */
function failing(
  name: keyof RtcDriver,
  value: unknown,
  how: 'rejects' | 'throws',
): ReturnType<typeof createTap>['middleware'] {
  let failed = false;
  const fail = ({ driver }: DriverContext): Partial<RtcDriver> =>
    Object.fromEntries([
      [
        name,
        (...given: readonly unknown[]): unknown => {
          const method: unknown = driver[name];
          if (failed && typeof method === 'function') return Reflect.apply(method, driver, given);
          failed = true;
          if (how === 'throws') throw value;
          return rejecting(value);
        },
      ],
    ]);
  return (adapter) => replace(adapter, { driver: fail });
}

const ways = ['rejects', 'throws'] as const;

/** Whatever a vendor does, an app gets an RtcError or nothing at all. */
export const coreErrorClauses: readonly Clause[] = coreClauses([
  ...ways.map((how, index): Omit<Clause, 'level'> => ({
    id: `RTC-CORE-2${String(index)}`,
    title: `A join that ${how === 'rejects' ? 'rejects with' : 'throws'} anything at all rejects with an RtcError that keeps it, and the next one works.`,
    law: 'any-rejection',
    async run(rig) {
      for (const { shape, value } of shapes()) {
        const ann = await rig.side({ middleware: failing('doJoin', value, how) });
        const error = await rejects(rig, beginJoin(rig, ann), {
          what: `A join with ${shape}`,
          codes: ['unknown'],
        });
        check(Object.is(error.cause, value), `The cause should be ${shape}, untouched.`);
        checkEqual(error.adapter, rig.adapter.name, 'The adapter in the error');
        checkEqual(ann.session.state.status, 'idle', 'The status');
        await resolves(rig, beginJoin(rig, ann), 'Joining again', rig.timeouts.leave);
      }
    },
  })),
  ...ways.map((how, index): Omit<Clause, 'level'> => ({
    id: `RTC-CORE-2${String(index + 2)}`,
    title: `A leave that ${how} resolves all the same, and the driver is disposed.`,
    law: 'leave-always',
    rules: [10],
    async run(rig) {
      for (const { value } of shapes()) {
        const ann = await joined(rig, { middleware: failing('doLeave', value, how) });
        await left(rig, ann);
        checkEqual(ann.session.state.status, 'ended', 'The status');
        await gone(rig, ann.userId);
      }
    },
  })),
  ...ways.map((how, index): Omit<Clause, 'level'> => ({
    id: `RTC-CORE-2${String(index + 4)}`,
    title: `Publishing, subscribing and sending that ${how === 'rejects' ? 'reject with' : 'throw'} anything at all fail with an RtcError, and the call goes on.`,
    law: 'any-rejection',
    world: ['far-join'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      for (const { shape, value } of shapes()) {
        const publisher = await joined(rig, { middleware: failing('doSyncLocal', value, how) });
        await rejects(rig, publisher.session.microphone.enable(), {
          what: `Publishing with ${shape}`,
          codes: ['publish-failed', 'unknown'],
        });
        checkEqual(publisher.session.microphone.state.publication.status, 'failed', 'The publication');
        await left(rig, publisher);
        const subscriber = await joined(rig, { middleware: failing('doSyncRemote', value, how) });
        await eventually(
          rig,
          'the failure is told',
          () => subscriber.log.of('subscription-failed').length === 1,
        );
        check(isRtcError(subscriber.log.of('subscription-failed')[0]?.error), 'It should be an RtcError.');
        await left(rig, subscriber);
        const sender = await joined(rig, { middleware: failing('doSendMessage', value, how) });
        await rejects(rig, sender.session.sendMessage({ topic: 'chat', text: 'hi' }), {
          what: `Sending with ${shape}`,
          codes: ['message-failed', 'unknown'],
        });
        await left(rig, sender);
      }
    },
  })),
  {
    id: 'RTC-CORE-26',
    title:
      'A driver that cannot even be made, or that throws when it is disposed or abandoned, ends nothing else.',
    law: 'any-rejection',
    async run(rig) {
      let broken = true;
      const ann = await rig.side({
        middleware: (adapter) =>
          replace(adapter, {
            adapter: {},
            driver: ({ driver }) => {
              if (broken) throw new Error('no engine');
              return {
                dispose() {
                  driver.dispose();
                  throw new Error('cannot dispose');
                },
                doAbandon() {
                  driver.doAbandon();
                  throw new Error('cannot abandon');
                },
              };
            },
          }),
      });
      await rejects(rig, beginJoin(rig, ann), { what: 'A join without a driver', codes: ['unknown'] });
      checkEqual(ann.session.state.status, 'idle', 'The status');
      broken = false;
      await resolves(rig, beginJoin(rig, ann), 'Joining again');
      await left(rig, ann);
      await resolves(rig, beginJoin(rig, ann), 'Joining a third time');
      await rig.world.page(ann, 'hide');
      checkEqual(ann.session.state.status, 'ended', 'The status after the page was closed');
    },
  },
  {
    id: 'RTC-CORE-27',
    title:
      'An RtcError of the adapter passes untouched, with its code and the code of the vendor; a DOMException keeps its meaning.',
    law: 'one-error',
    rules: [21],
    async run(rig) {
      const own = new RtcError({
        code: 'room-full',
        message: 'The room is full.',
        adapter: 'some',
        vendorCode: 17,
      });
      const first = await rig.side({ middleware: failing('doJoin', own, 'rejects') });
      const error = await rejects(rig, beginJoin(rig, first), { what: 'A join', codes: ['room-full'] });
      check(error === own, 'It should be the same error.');
      const second = await rig.side({
        middleware: failing('doJoin', new DOMException('gone', 'NetworkError'), 'rejects'),
      });
      await rejects(rig, beginJoin(rig, second), { what: 'A join', codes: ['network'] });
    },
  },
  {
    id: 'RTC-CORE-29',
    title:
      'The adapter is told how large a picture is shown and that it is not, and guesses nothing from elements.',
    law: 'subscription-modes',
    rules: [29],
    world: ['far-join'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['camera'] });
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware });
      await eventually(rig, 'zoe is there', () => ann.session.participants.size === 1);
      const [zoe] = ann.session.participants.keys();
      ann.session.participant(zoe ?? '')?.camera.attach(ann.createView());
      await eventually(rig, 'it is received', () => ann.log.of('source-subscribed').length === 1);
      const wanted = tap.given.filter(({ name }) => name === 'doSyncRemote').at(-1)?.values[1];
      checkEqual(wanted, [{ source: 'camera', size: { width: 640, height: 360 } }], 'What is wanted');
    },
  },
]);
