import { LevelsView, QualityView } from '@jackfield/svelte';
import { CallUi } from './call-ui.svelte.ts';
import { FloatingCall } from './floating/floating-call.svelte.ts';
import { FullScreen } from './controls/full-screen.svelte.ts';
import { PushToTalk } from './controls/push-to-talk.svelte.ts';
import type { CallHost } from '../app/call-host.ts';
import { HostTools } from '../host/host-tools.svelte.ts';
import { Chat } from '../lib/chat.svelte.ts';
import { EventLog } from '../lib/event-log.svelte.ts';
import { Timing } from '../lib/timing.svelte.ts';
import { RoomMove } from './moving/room-move.svelte.ts';
import { ProviderSwitch } from './switching/provider-switch.svelte.ts';
import { Traces } from './trace/traces.ts';

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
  readonly host: HostTools;
  readonly switching: ProviderSwitch;
  readonly moving: RoomMove;
  readonly traces: Traces;
}

/** Makes them, before the first join: nothing of the join itself is missed. */
export function createCallTools(
  app: CallHost,
  // Whether this is a team's own build: the trouble panel is open at first.
  { development }: { readonly development: boolean },
): CallTools {
  const { session } = app.view;
  const events = new EventLog();
  const timing = new Timing();
  // For as long as the page is open.
  events.listen(session);
  timing.listen(session);
  const host = new HostTools(app);
  return {
    levels: new LevelsView(session),
    quality: new QualityView(session),
    chat: new Chat(session, (error) => void app.tell('hand-to-newcomer', error)),
    events,
    timing,
    ui: new CallUi({ panel: development ? 'trouble' : undefined }),
    fullScreen: new FullScreen(),
    floating: new FloatingCall(),
    talk: new PushToTalk({
      microphone: session.microphone,
      attempt: (...tried) => app.attempt(...tried),
    }),
    host,
    switching: new ProviderSwitch(app),
    moving: new RoomMove(app, host),
    traces: new Traces(),
  };
}
