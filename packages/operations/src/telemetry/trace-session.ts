import type { RtcViewer } from '@jackfield/core';
import { createMeasuring, type Measurement, type Telemetry } from './telemetry.ts';

/**
 * Tells OpenTelemetry how long it takes from a subscription to the first frame in an element, or to sound, and how long switches between
 * vendors take. Returns its undo.
 */
export function traceSession(session: RtcViewer, telemetry: Telemetry): () => void {
  const measuring = createMeasuring(telemetry);
  const waiting = new Map<string, Measurement>();
  let switching: Measurement | undefined;
  const settle = (key: string, run: (each: Measurement) => void): void => {
    const found = waiting.get(key);
    waiting.delete(key);
    if (found) run(found);
  };
  const undos = [
    session.on('source-subscribed', ({ participant, source }) => {
      const key = `${participant.id}/${source}`;
      settle(key, (each) => each.drop());
      waiting.set(key, measuring.begin('first_frame', { 'jackfield.source': source }));
    }),
    session.on('source-render-changed', ({ participant, source }) => {
      const render = participant.sources[source]?.render;
      if (render === 'playing') settle(`${participant.id}/${source}`, (each) => each.succeed());
    }),
    session.on('source-unsubscribed', ({ participant, source }) => {
      settle(`${participant.id}/${source}`, (each) => each.drop());
    }),
    session.on('adapter-switching', ({ from, to }) => {
      switching?.drop();
      switching = measuring.begin('switch', { 'jackfield.from': from, 'jackfield.to': to });
    }),
    session.on('adapter-switched', () => switching?.succeed()),
    session.on('adapter-switch-failed', ({ error }) => switching?.fail(error)),
  ];
  return () => {
    for (const undo of undos) undo();
    for (const key of [...waiting.keys()]) settle(key, (each) => each.drop());
    switching?.drop();
  };
}
