import { check, checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { coreClauses } from '../define.ts';
import { chain, replace } from '../../rig/middleware.ts';
import { checkWire, joined, later, resolves, wireBecomes } from '../../run/scene.ts';
import { platformCopy, sends } from '../../lies/sends.ts';

/** What core keeps silent, whatever a vendor makes of the track it was given. */
export const coreGateClauses: readonly Clause[] = coreClauses([
  {
    id: 'RTC-CORE-50',
    title: 'A vendor that sends a clone, or a clone of a clone, made before the mute is silenced by it.',
    law: 'silence',
    rules: [18],
    world: ['wire'],
    async run(rig) {
      const ann = await joined(rig, {
        middleware: (adapter) =>
          replace(adapter, { driver: (context) => sends(context, (track) => track.clone().clone()) }),
        enable: ['microphone', 'camera'],
      });
      for (const source of ['microphone', 'camera'] as const) {
        await wireBecomes(rig, ann, source, { sending: true });
        void later(ann.session[source].mute());
        await checkWire(rig, ann, source, { sending: false });
      }
      await rig.settle();
      await resolves(rig, ann.session.microphone.unmute(), 'Unmuting');
      await wireBecomes(rig, ann, 'microphone', { sending: true });
    },
  },
  {
    id: 'RTC-CORE-51',
    title: 'A vendor that writes enabled = true on a muted track changes nothing, and is counted.',
    law: 'silence',
    rules: [18],
    world: ['wire'],
    contains: ['gate-write'],
    async run(rig) {
      const given: MediaStreamTrack[] = [];
      const ann = await joined(rig, {
        middleware: (adapter) =>
          replace(adapter, {
            driver: (context) =>
              sends(context, (track) => {
                given.push(track);
                return track;
              }),
          }),
        enable: ['microphone'],
      });
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      await resolves(rig, ann.session.microphone.mute(), 'Muting');
      for (const track of given) track.enabled = true;
      await checkWire(rig, ann, 'microphone', { sending: false });
      await resolves(rig, ann.session.microphone.unmute(), 'Unmuting');
      for (const track of given) track.enabled = false;
      await checkWire(rig, ann, 'microphone', { sending: false });
    },
  },
  {
    id: 'RTC-CORE-52',
    title:
      'Where an adapter says that its SDK copies samples past a track, core gives it a relay that it silences itself.',
    law: 'silence',
    rules: [18],
    world: ['wire'],
    async run(rig) {
      const copies: MediaStreamTrack[] = [];
      const ann = await joined(rig, {
        middleware: chain(
          (adapter) =>
            replace(adapter, {
              driver: (context) =>
                sends(context, (track) => {
                  const copy = platformCopy(track);
                  copies.push(copy);
                  return copy;
                }),
            }),
          (adapter) =>
            replace(adapter, {
              adapter: { capabilities: Object.freeze({ ...adapter.capabilities, audioRelayNeeded: true }) },
            }),
        ),
        enable: ['microphone'],
      });
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      void later(ann.session.microphone.mute());
      await checkWire(rig, ann, 'microphone', { sending: false });
      await rig.settle();
      await resolves(rig, ann.session.microphone.unmute(), 'Unmuting');
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      for (const copy of copies) copy.stop();
    },
  },
  {
    id: 'RTC-CORE-53',
    title: 'A vendor that stops the track it was given gets another one, and the own track lives.',
    law: 'own-tracks',
    rules: [18],
    world: ['wire', 'cut-network', 'restore-restarted'],
    async run(rig) {
      const given: MediaStreamTrack[] = [];
      const ann = await joined(rig, {
        middleware: (adapter) =>
          replace(adapter, {
            driver: (context) =>
              sends(context, (track) => {
                given.push(track);
                return track;
              }),
          }),
        enable: ['microphone'],
      });
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      const own = ann.session.microphone.state.track;
      check(
        own !== undefined && !given.includes(own),
        'The track of the app should not be one that the vendor has.',
      );
      for (const track of given) track.stop();
      checkEqual(own.readyState, 'live', 'The own track');
      await rig.world.cut(ann);
      await rig.settle();
      await rig.world.restore(ann, 'restarted');
      await wireBecomes(rig, ann, 'microphone', { published: true, sending: true });
    },
  },
]);
