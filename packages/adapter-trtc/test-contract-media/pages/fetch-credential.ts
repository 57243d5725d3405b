import { RtcError } from '@jackfield/core';
import type { TrtcCredential, TrtcProxy } from '../../src/index.ts';

/** What adapters of sides are told. */
export interface TrtcSettings {
  /** Which service is theirs. */
  readonly id: number;
  /** Where it is. */
  readonly proxy: TrtcProxy;
}

type Ask = (name: string, values: readonly unknown[]) => Promise<unknown>;

/** Where the service is. */
export function proxyOf(settings: unknown): TrtcProxy {
  return (settings as TrtcSettings).proxy;
}

/** Asks the app's server, which is the test process, as an app would. */
export async function fetchCredential(
  settings: unknown,
  { room, userId }: { readonly room: string; readonly userId: string },
): Promise<TrtcCredential> {
  const { id } = settings as TrtcSettings;
  const ask = Reflect.get(window, 'jackfieldAsk') as Ask;
  const answer = (await ask('credential', [id, room, userId])) as TrtcCredential | 'room-full' | 'network';
  if (answer === 'room-full')
    throw new RtcError({ code: 'room-full', message: 'The app has no place for them.', adapter: 'trtc' });
  if (answer === 'network')
    throw new RtcError({ code: 'network', message: 'The app cannot be reached.', adapter: 'trtc' });
  return answer;
}
