import { RtcError } from '@jackfield/core';
import { setDisplayName, setRole } from '@jackfield/core/profile';
import { allKinds, roomName, selfId } from '../game/names.ts';
import { DeliberateError } from '../deliberate-error.ts';
import { operation } from '../search/describe-operation.ts';
import type { Operations } from '../operation.ts';
import type { World } from '../game/world.ts';

/** Waiting for an older leg, loading and joining, with some time for rounding. */
export const joinMs: number = 2 * 3_000 + 15_000 + 1;
export const leaveMs = 3_001;
const commandMs = 30_001;

/** What listeners react to. */
const heard = [
  'state-changed',
  'local-source-changed',
  'participant-joined',
  'participant-left',
  'source-published',
  'source-subscribed',
  'screen-share-ended',
  'warning',
] as const;

/** What listeners do within the event. */
const reactions = {
  leave({ session, commands }: World) {
    commands.run('leave', () => session.leave(), leaveMs);
  },
  dispose(world: World) {
    dispose(world);
  },
  join({ session, commands }: World) {
    commands.run('join', () => session.join({ room: roomName, userId: selfId }), joinMs);
  },
  disable({ session, commands, intents }: World) {
    intents.forget('microphone');
    commands.run('disable', () => session.microphone.disable());
  },
  mute({ session, commands, intents }: World) {
    intents.forget('camera');
    commands.run('mute', () => session.camera.mute());
  },
  throwing() {
    throw new DeliberateError();
  },
} as const;

/** Joining, leaving, and what a session does as a whole. */
export const lifeOperations: Operations<World> = {
  join: operation<{ abort: boolean; role: 'host' | 'audience' | undefined }>({
    weight: 9,
    choices: { abort: [false, false, false, true], role: [undefined, undefined, 'host', 'audience'] },
    run({ session, commands, clock }, { abort, role }) {
      const aborter = new AbortController();
      const options = { room: roomName, userId: selfId, displayName: 'Ann', role, signal: aborter.signal };
      commands.run('join', () => session.join(options), joinMs);
      if (abort)
        clock.after(50, () => {
          aborter.abort();
        });
    },
  }),
  leave: operation<{ keepCapture: boolean }>({
    weight: 3,
    choices: { keepCapture: [false, true] },
    run({ session, commands }, { keepCapture }) {
      commands.run('leave', () => session.leave({ keepCapture }), leaveMs);
    },
  }),
  dispose: operation({
    weight: 1,
    choices: {},
    run(world) {
      dispose(world);
    },
  }),
  preload: operation({
    weight: 1,
    choices: {},
    run({ session, commands }) {
      commands.run('preload', () => session.preload(), joinMs);
    },
  }),
  'send-message': operation({
    choices: {},
    run({ session, commands }) {
      commands.run('send-message', () => session.sendMessage({ topic: 'chat', text: 'Hello' }), commandMs);
    },
  }),
  'set-name': operation<{ name: string }>({
    choices: { name: ['Ann', 'Anna'] },
    run({ session, commands }, { name }) {
      commands.run('set-name', () => setDisplayName(session, name), commandMs);
    },
  }),
  'set-role': operation<{ role: string }>({
    choices: { role: ['host', 'audience', 'nobody'] },
    run({ session, commands }, { role }) {
      commands.run('set-role', () => setRole(session, role), commandMs);
    },
  }),
  'choose-speaker': operation<{ id: string }>({
    choices: { id: ['', 'speaker-1', 'speaker-2', 'gone'] },
    run({ session, commands }, { id }) {
      commands.run('choose-speaker', () => session.playback.setSpeaker(id), commandMs);
    },
  }),
  'resume-playback': operation({
    choices: {},
    run({ session, commands }) {
      commands.run('resume-playback', () => session.playback.resume(), commandMs);
    },
  }),
  react: operation<{
    to: (typeof heard)[number];
    by: 'leave' | 'dispose' | 'join' | 'disable' | 'mute' | 'throwing';
  }>({
    weight: 3,
    choices: { to: heard, by: ['leave', 'dispose', 'join', 'disable', 'mute', 'throwing'] },
    run(world, { to, by }) {
      const undo = world.session.on(to, () => {
        undo();
        world.counts?.add(`reacted to ${to} by ${by}`);
        reactions[by](world);
      });
    },
  }),
  'ask-what-can-be-done': operation({
    weight: 1,
    choices: {},
    run({ session }) {
      for (const action of ['publish-camera', 'send-message', 'moderate-mute'] as const) {
        if (typeof session.can(action) !== 'boolean')
          throw new RtcError({ code: 'unknown', message: `can(${action}) said nothing.` });
      }
    },
  }),
};

/** Disposes of the session. */
export function dispose(world: World): void {
  world.disposed = true;
  for (const source of allKinds) world.intents.forget(source);
  world.commands.run('dispose', () => world.session.dispose(), leaveMs);
}
