import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { createSession } from '@jackfield/core';
import { mediaKindOf } from '@jackfield/core/adapter';
import { switchAdapter } from '@jackfield/core/switch';
import { createFakeEnvironment } from '@jackfield/core/testing';
import {
  createNoopMeter,
  trace,
  type Histogram,
  type Meter,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { expect, it } from 'vitest';
import { traced, traceSession } from '../src/telemetry.ts';

const room = 'studio';

/** Keeps the spans and numbers that it is given. */
function createTelemetry(): {
  readonly tracer: Tracer;
  readonly meter: Meter;
  readonly ended: string[];
  readonly open: Set<Span>;
  readonly numbers: string[];
} {
  const ended: string[] = [];
  const numbers: string[] = [];
  const open = new Set<Span>();
  const noop = trace.getTracer('none');
  const tracer: Tracer = {
    ...noop,
    startSpan(name, { attributes = {} } = {}) {
      const words = [name, ...Object.values(attributes).map(String)];
      const span: Span = Object.assign(Object.create(noop.startSpan(name)) as Span, {
        setAttribute: () => span,
        setStatus: ({ message }: { readonly message?: string }) => {
          words.push(`failed ${message ?? ''}`);
          return span;
        },
        end: () => {
          open.delete(span);
          ended.push(words.join(' '));
        },
      });
      open.add(span);
      return span;
    },
  };
  const meter: Meter = Object.assign(createNoopMeter(), {
    createHistogram: (name: string): Histogram => ({
      record: (value, attributes) =>
        void numbers.push(`${name} ${String(value)} ${String(attributes?.['outcome'])}`),
    }),
  });
  return { tracer, meter, ended, open, numbers };
}

it('joins, publications, subscriptions, first frames, reconnects and switches have spans, and numbers', async () => {
  const world = createFakeEnvironment();
  const telemetry = createTelemetry();
  const media = {
    createTrack: (source: 'microphone' | 'camera' | 'screen' | 'screen-audio', label: string) =>
      world.tracks.create({ kind: mediaKindOf(source), label, origin: 'remote' as const }),
  };
  const [first, second] = [
    createFakeCloud({ clock: world.clock, media }),
    createFakeCloud({ clock: world.clock, media }),
  ];
  const session = createSession(traced(fake(first), telemetry), { environment: world.environment });
  traceSession(session, telemetry);
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 50) {
      await world.clock.advance(50);
      for (const view of world.elements.views) view.showFrame();
    }
  };

  first.plan('join', { kind: 'refuse', code: 'room-full' });
  await session.join({ room, userId: 'ann' }).catch(() => undefined);
  await session.microphone.enable();
  await session.join({ room, userId: 'ann' });
  for (const cloud of [first, second])
    cloud.room(room).addParticipant({ userId: 'zoe', sources: ['microphone', 'camera'] });
  await pass(100);
  const [zoe = ''] = session.participants.keys();
  const view = world.elements.createView();
  session.participant(zoe)?.camera.attach(view);
  world.page.setVisibility(view, { visible: true, width: 320, height: 180 });
  await pass(500);
  first.network.cut(room, 'ann');
  await pass(200);
  first.network.restore(room, 'ann');
  await pass(200);
  const moving = switchAdapter(session, fake(second, { name: 'other' }));
  await pass(6_000);
  await moving;

  expect(telemetry.ended).toEqual(
    expect.arrayContaining([
      'jackfield.join fake failed room-full',
      'jackfield.join fake',
      'jackfield.publish fake microphone',
      'jackfield.subscribe fake microphone',
      'jackfield.subscribe fake camera',
      'jackfield.first_frame microphone',
      'jackfield.first_frame camera',
      'jackfield.reconnect fake',
      'jackfield.switch fake other',
    ]),
  );
  for (const each of ['join', 'publish', 'subscribe', 'first_frame', 'reconnect', 'switch'])
    expect(telemetry.numbers, each).toContainEqual(
      expect.stringMatching(new RegExp(String.raw`^jackfield\.${each}\.duration [\d.]+ ok$`)),
    );
  expect(telemetry.numbers).toContain('jackfield.reconnect.duration 200 ok');
  expect(telemetry.numbers).toContain('jackfield.join.duration 0 error');
  await session.dispose();
  expect([...telemetry.open]).toEqual([]);
});

it('a telemetry that throws is no failure of a call', async () => {
  const world = createFakeEnvironment();
  const fail = (): never => {
    throw new Error('no');
  };
  const tracer = { startSpan: fail, startActiveSpan: fail };
  const session = createSession(traced(fake(createFakeCloud({ clock: world.clock })), { tracer }), {
    environment: world.environment,
  });
  await session.join({ room, userId: 'ann' });
  expect(session.state.status).toBe('joined');
});
