import { moderate } from '@jackfield/core/moderation';
import type { ModerationAction, RemoteParticipant, SourceKind } from '@jackfield/core';
import { allKinds, peopleIds } from '../game/names.ts';
import { operation } from '../search/describe-operation.ts';
import type { Operations } from '../operation.ts';
import type { World } from '../game/world.ts';

type Who = (typeof peopleIds)[number];

const subscribeMs = 20_001;
const commandMs = 30_001;

/** What the app does with other people. */
export const otherOperations: Operations<World> = {
  attach: operation<{ who: Who; source: 'camera' | 'screen'; view: number }>({
    weight: 6,
    choices: { who: peopleIds, source: ['camera', 'screen'], view: [0, 1, 2] },
    run(world, { who, source, view }) {
      const element = world.views[view];
      const handle = handleOf(world, who);
      if (element && handle) world.shown.set(view, handle[source].attach(element));
    },
  }),
  detach: operation<{ view: number }>({
    weight: 3,
    choices: { view: [0, 1, 2] },
    run({ shown }, { view }) {
      shown.get(view)?.();
    },
  }),
  'show-element': operation<{ view: number; visible: boolean }>({
    choices: { view: [0, 1, 2], visible: [false, true] },
    run({ browser, views }, { view, visible }) {
      const element = views[view];
      if (element) browser.page.setVisibility(element, { visible });
    },
  }),
  'show-frames': operation({
    choices: {},
    run({ views }) {
      for (const view of views) if (view.srcObject) view.showFrame();
    },
  }),
  subscribe: operation<{ who: Who; source: SourceKind }>({
    weight: 3,
    choices: { who: peopleIds, source: allKinds },
    run(world, { who, source }) {
      const handle = handleOf(world, who);
      if (!handle) return;
      world.byHand.add(`${handle.id} ${source}`);
      world.commands.run('subscribe', () => remoteOf(handle, source).subscribe(), subscribeMs);
    },
  }),
  unsubscribe: operation<{ who: Who; source: SourceKind }>({
    choices: { who: peopleIds, source: allKinds },
    run(world, { who, source }) {
      const handle = handleOf(world, who);
      if (handle) remoteOf(handle, source).unsubscribe();
    },
  }),
  'set-volume': operation<{ who: Who; volume: number }>({
    choices: { who: peopleIds, volume: [0.5, 0, 1] },
    run(world, { who, volume }) {
      const handle = handleOf(world, who);
      // Refused at once where nobody has a volume of their own.
      if (handle && world.setup.remoteAudio !== 'one-mix') handle.microphone.setVolume(volume);
    },
  }),
  moderate: operation<{ who: Who; action: ModerationAction; source: SourceKind }>({
    choices: {
      who: peopleIds,
      action: ['mute', 'mute', 'unpublish', 'unpublish', 'kick', 'kick', 'close-room'],
      source: allKinds,
    },
    run(world, { who, action, source }) {
      const { session, commands } = world;
      const participantId = idOf(world, who) ?? 'nobody';
      const act = action === 'close-room' ? { action } : { action, participantId, source };
      commands.run('moderate', () => moderate(session, act), commandMs);
    },
  }),
};

function idOf({ session }: World, who: string): string | undefined {
  for (const { id, userId } of session.participants.values()) if (userId === who) return id;
  return undefined;
}

function handleOf(world: World, who: string): RemoteParticipant | undefined {
  const id = idOf(world, who);
  return id === undefined ? undefined : world.session.participant(id);
}

function remoteOf(
  handle: RemoteParticipant,
  source: SourceKind,
): RemoteParticipant['camera'] | RemoteParticipant['microphone'] {
  return source === 'screen-audio' ? handle.screenAudio : handle[source];
}
