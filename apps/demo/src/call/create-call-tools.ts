import type { RtcSession } from '@jackfield/core';
import { LevelsView, QualityView } from '@jackfield/svelte';
import { CallUi } from './call-ui.svelte.ts';
import { FloatingCall } from './floating/floating-call.svelte.ts';
import { FullScreen } from './controls/full-screen.svelte.ts';
import { PushToTalk } from './controls/push-to-talk.svelte.ts';
import type { CallHost } from '../app/call-host.ts';
import type { Fault } from '../app/adapter-choice.ts';
import { HostTools } from '../host/host-tools.svelte.ts';
import { Chat } from '../lib/chat.svelte.ts';
import { EventLog } from '../lib/event-log.svelte.ts';
import { Timing } from '../lib/timing.svelte.ts';

/** What a call needs beside what the lobby has. */
export interface CallTools {
  readonly levels: LevelsView;
  readonly quality: QualityView;
  readonly chat: Chat;
  readonly events: EventLog;
  readonly timing: Timing;
  readonly ui: CallUi;
  readonly fullScreen: FullScreen;
  readonly floating: FloatingCall;
  readonly talk: PushToTalk;
  readonly trouble: readonly Fault[];
  readonly host: HostTools;
}

/** Makes them, before the first join: nothing of the join itself is missed. */
export function createCallTools(setup: {
  readonly session: RtcSession;
  readonly trouble: readonly Fault[];
  /** The name of the provider. */
  readonly provider: string;
  /** Tells whether its rooms have a host. */
  readonly hosted: boolean;
  /** Tells whether what is sent is encrypted between people. */
  readonly encrypts: boolean;
  /** Whether this is a team's own build: the trouble panel is open at first. */
  readonly development: boolean;
  /** Shows what failed and what to do. */
  readonly tell: CallHost['tell'];
  /** Does something that may fail, and shows the failure. */
  readonly attempt: CallHost['attempt'];
}): CallTools {
  const { session, provider, hosted, encrypts, trouble, development, tell, attempt } = setup;
  const events = new EventLog();
  const timing = new Timing();
  // For as long as the page is open.
  events.listen(session);
  timing.listen(session);
  return {
    levels: new LevelsView(session),
    quality: new QualityView(session),
    chat: new Chat(session, (error) => void tell('hand-to-newcomer', error)),
    events,
    timing,
    ui: new CallUi({ panel: development ? 'trouble' : undefined }),
    fullScreen: new FullScreen(),
    floating: new FloatingCall(),
    talk: new PushToTalk({ microphone: session.microphone, attempt }),
    trouble,
    host: new HostTools({ session, provider, hosted, encrypts }),
  };
}
