import type { SourceKind } from '@jackfield/core/adapter';
import type { LegPhase, RosterReporter } from '@jackfield/core/adapter-kit';
import type { TrtcEvents } from '../port.ts';
import type { RemotePeople } from './remote-people.ts';
import type { Subscriptions } from '../media/subscriptions.ts';
import type { Withdrawals } from './withdrawals.ts';

/** What the events about others act on. */
export interface RemoteListenerParts {
  readonly people: RemotePeople;
  readonly withdrawals: Withdrawals;
  readonly phase: () => LegPhase;
  readonly roster: () => RosterReporter;
  readonly subscriptions: () => Subscriptions;
  /** Tells those who have just come what is muted here. */
  readonly introduce: () => void;
}

/** Makes facts of the events about others. */
export function remoteListeners(parts: RemoteListenerParts): Partial<TrtcEvents> {
  const { people, withdrawals, phase, roster, subscriptions, introduce } = parts;
  const change = (userId: string, source: SourceKind, available: boolean): void => {
    people.setAvailable(userId, source, available);
    roster().look(userId);
    roster().flush();
  };
  const came = (userId: string, source: SourceKind): void => {
    withdrawals.undo(userId, source);
    // The SDK tells a person's sources one after another, pictures first: what comes in one turn is told at once, in core's order.
    people.setAvailable(userId, source, true);
    roster().look(userId);
    queueMicrotask(() => {
      if (phase() !== 'over') subscriptions().available(userId, source);
    });
  };
  const went = (userId: string, source: SourceKind): void => {
    subscriptions().unavailable(userId, source);
    // Its owner has said so before: what is said next, such as that nothing is muted any more, must find it gone.
    if (people.isMuted(userId, source)) {
      change(userId, source, false);
      return;
    }
    withdrawals.begin(userId, source, () => {
      if (phase() === 'joined') change(userId, source, false);
    });
  };
  const sourceOf = (streamType: string | undefined): SourceKind =>
    streamType === 'sub' ? 'screen' : 'camera';
  return {
    'remote-user-enter': ({ userId }) => {
      people.enter(userId);
      roster().look(userId);
      // Measured: the SDK holds the first message of somebody back for 100 ms, longer than a mute takes. So there is a first one early.
      introduce();
    },
    'remote-user-exit': ({ userId }) => {
      subscriptions().forget(userId);
      withdrawals.forget(userId);
      people.exit(userId);
      roster().look(userId);
      roster().flush();
    },
    'remote-audio-available': ({ userId }) => {
      came(userId, 'microphone');
    },
    'remote-audio-unavailable': ({ userId }) => {
      went(userId, 'microphone');
    },
    'remote-video-available': ({ userId, streamType }) => {
      came(userId, sourceOf(streamType));
    },
    'remote-video-unavailable': ({ userId, streamType }) => {
      went(userId, sourceOf(streamType));
    },
    track: ({ userId }) => {
      if (userId !== '') subscriptions().trackCame(userId);
    },
  };
}
