import type { CredentialFunction } from '@jackfield/core/adapter';
import type { AdapterLeg, LegContext } from '@jackfield/core/adapter-kit';
import type { TrtcCredential } from '../credential/credential.ts';
import type { TrtcInstance, TrtcProxy, TrtcSdk } from '../port.ts';
import { Room } from './room.ts';

/** What a leg is made from. */
export interface TrtcParts {
  readonly credential: CredentialFunction<TrtcCredential>;
  readonly sdk: TrtcSdk;
  readonly scene: 'rtc' | 'live';
  readonly proxy: TrtcProxy | undefined;
}

/** Joins. */
export async function openLeg(parts: TrtcParts, context: LegContext): Promise<AdapterLeg<TrtcInstance>> {
  const room = new Room(parts, context);
  await room.enter('join');
  return room;
}
