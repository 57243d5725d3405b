import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import type { RtcViewer } from '../face/rtc-viewer.ts';
import type { AdapterSwitchEvent } from '../face/session-events.ts';
import { internalsOf } from '../session/internals.ts';
import type { SwitchEvent } from '../state/fact.ts';
import type { Store } from '../state/store.ts';
import { checkSwitch } from './check-switch.ts';
import { homesOf } from './homes.ts';
import type { SwitchingParts } from './switching-parts.ts';
import { moveOver } from './move-over.ts';
import type { SwitchOptions, SwitchResult } from './switch-options.ts';

/**
 * Moves a call to another adapter while it goes on: joins over the next one, publishes and receives there what is published and
 * received here, shows each source from there once it comes, and then leaves the present one. `session.state` stays `joined`;
 * participants with their ids and handles, streams, elements, volumes, mutes and devices stay as they are. Before it is concluded
 * nothing is lost: whatever fails, the call goes on over the present adapter.
 *
 * Rejects with what the next vendor refuses, `timeout` (not everybody was there in time), `aborted`, `unsupported` (a loss that `allow`
 * does not name), `invalid-argument`, and `invalid-state` without a call or during another switch.
 *
 * @param session - the session or viewer that is in a call
 * @param next - the adapter that is to carry the call
 * @param options - how; everything may be left out.
 */
export async function switchAdapter(
  session: RtcViewer,
  next: RtcAdapter,
  options: SwitchOptions = {},
): Promise<SwitchResult> {
  const internals = internalsOf(session);
  const { store, part, call } = internals;
  const { leading, connections } = call;
  try {
    const carried = leading ?? [...connections][0];
    const from = carried?.adapter ?? internals.adapter;
    const { names, comparison } = checkSwitch(store.state, { from, to: next }, options);
    if (!part || !carried) throw withoutCall();
    const parts: SwitchingParts = { internals, part };
    const homes = homesOf(session, parts);
    if (homes.busy)
      throw new RtcError({
        code: 'invalid-state',
        message: 'Another switch is under way: wait for it or abort it.',
      });
    homes.busy = true;
    try {
      return await tellOf({ from: from.name, to: next.name }, store, () =>
        moveOver({ parts, homes, old: carried, next, options, names, comparison }),
      );
    } finally {
      homes.busy = false;
    }
  } catch (error) {
    throw toRtcError(error, { message: 'The switch failed.', adapter: nameOf(next) });
  }
}

/** Tells of a switch: that it begins, and how it ends. */
async function tellOf(
  event: AdapterSwitchEvent,
  store: Store,
  run: () => Promise<SwitchResult>,
): Promise<SwitchResult> {
  const tell = (data: SwitchEvent): void => {
    store.dispatch({ type: 'switchTold', data });
  };
  tell({ name: 'adapter-switching', event });
  try {
    const result = await run();
    tell({ name: 'adapter-switched', event: { ...event, gaps: result.gaps } });
    return result;
  } catch (cause) {
    const error = toRtcError(cause, { message: 'The switch failed.', adapter: event.to });
    tell({ name: 'adapter-switch-failed', event: { ...event, error } });
    throw error;
  }
}

function withoutCall(): RtcError {
  return new RtcError({ code: 'invalid-state', message: 'A switch needs a call: join first.' });
}

/** The name of what is given as an adapter, which may be anything. */
function nameOf(next: unknown): string | undefined {
  if (typeof next !== 'object' || next === null || !('name' in next)) return undefined;
  return typeof next.name === 'string' ? next.name : undefined;
}
