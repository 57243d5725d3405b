import { RtcError } from '@jackfield/core';
import type { AliyunCredential } from '../../src/index.ts';

/** What adapters of sides are told. */
export interface AliyunSettings {
  /** Which service is theirs. */
  readonly id: number;
}

type Ask = (name: string, values: readonly unknown[]) => Promise<unknown>;

/** Asks the app's server, which is the test process, as an app would. */
export async function fetchCredential(
  settings: unknown,
  { room, userId }: { readonly room: string; readonly userId: string },
): Promise<AliyunCredential> {
  const { id } = settings as AliyunSettings;
  const ask = Reflect.get(window, 'jackfieldAsk') as Ask;
  const answer = (await ask('credential', [id, room, userId])) as AliyunCredential | 'room-full';
  if (answer === 'room-full')
    throw new RtcError({ code: 'room-full', message: 'The app has no place for them.', adapter: 'aliyun' });
  return answer;
}
