import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { RtcErrorCode } from '../errors/rtc-error-code.ts';
import type { JoinOptions } from '../face/rtc-viewer.ts';
import { sourceKinds } from '../model/source-kind.ts';
import { checkJoin } from '../session/check-join.ts';
import { checkSpecification } from '../session/check-specification.ts';
import { sendRefusal } from '../session/send-refusal.ts';
import type { MachineState } from '../state/machine-state.ts';
import { compareAdapters, type AdapterComparison, type DifferenceName } from './compare-adapters.ts';
import type { SwitchOptions } from './switch-options.ts';

/** Losses that nobody accepts by accident. */
const grave: readonly DifferenceName[] = ['end-to-end-encryption', 'region', 'recording-consent'];

/** A switch that may begin. */
export interface CheckedSwitch {
  readonly names: JoinOptions;
  readonly comparison: AdapterComparison;
}

/**
 * Refuses what no vendor call should be made for. Throws `invalid-argument`, `invalid-state`, and `unsupported` for a loss that is not
 * allowed by name.
 */
export function checkSwitch(
  state: MachineState,
  { from, to }: { readonly from: RtcAdapter; readonly to: RtcAdapter },
  given: SwitchOptions,
): CheckedSwitch {
  const refuse = (message: string, code: RtcErrorCode): never => {
    throw new RtcError({ code, message, adapter: to.name });
  };
  checkOptions(to, given);
  const { until = 'everyone', join = {}, allow = [] } = given;
  checkSpecification(to);
  const { self, session } = state;
  if (!self || (session.status !== 'joined' && session.status !== 'reconnecting'))
    return refuse(`Cannot switch while ${session.status}: join first.`, 'invalid-state');
  const { room, userId, displayName, role } = { ...self, ...join };
  // Roles have other words with each vendor.
  const known = join.role !== undefined || to.capabilities.roles.includes(role ?? '');
  const options = { room, userId, displayName, role: known ? role : undefined };
  checkJoin(to, options);
  const comparison = compareAdapters(from, to);
  const refused = new Map(
    comparison.lost.filter(({ name }) => grave.includes(name)).map((each) => [each.name, each.text]),
  );
  const { local } = state;
  for (const source of sourceKinds) {
    const refusal = local[source].enabled ? sendRefusal(source, to) : undefined;
    if (refusal) refused.set(source, refusal.message);
  }
  if (local.camera.enabled && local.screen.enabled && !to.capabilities.cameraWithScreen)
    refused.set('camera-with-screen', `${to.name} sends either the camera or the screen.`);
  for (const name of allow) refused.delete(name);
  if (refused.size > 0) {
    const words = [...refused].map(([name, text]) => `${name} (${text})`).join(', ');
    refuse(`The switch would lose ${words}. Name it in allow where that is accepted.`, 'unsupported');
  }
  if (until === 'never' && from.capabilities.remoteAudio === 'one-mix')
    refuse(
      `${from.name} gives one sound of everybody: nobody could be left out of it, and would be heard twice.`,
      'unsupported',
    );
  return { names: options, comparison };
}

/** Refuses options that make no sense: callers without types may pass anything. */
function checkOptions(to: RtcAdapter, given: SwitchOptions): void {
  const refuse = (message: string): never => {
    throw new RtcError({ code: 'invalid-argument', message });
  };
  const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
  if (!isObject(to)) refuse(`The next adapter must be an adapter; it is of type ${typeof to}.`);
  if (!isObject(given)) refuse('The options of a switch must be an object.');
  const { deadlineMs = 0, until = 'everyone', join = {}, allow = [], samePerson, signal } = given;
  const [time, mode, judge]: readonly unknown[] = [deadlineMs, until, samePerson];
  if (typeof time !== 'number' || !(time >= 0))
    refuse(`deadlineMs must be a number of milliseconds; it is ${String(time)}.`);
  if (mode !== 'everyone' && mode !== 'deadline' && mode !== 'never')
    refuse(`until must be everyone, deadline or never; it is ${String(mode)}.`);
  if (!isObject(join)) refuse('join must be an object with the names for the next adapter.');
  if (!Array.isArray(allow)) refuse('allow must be a list of names of losses.');
  if (judge !== undefined && typeof judge !== 'function')
    refuse('samePerson must be a function of two user ids.');
  if (signal !== undefined && !(isObject(signal) && 'aborted' in signal))
    refuse('signal must be an AbortSignal.');
}
