import type { Cleanup } from '@jackfield/core/adapter-kit';
import type { LkEncryption } from './encryption.ts';
import type { LivekitE2ee, LivekitRoom, LivekitSdk } from './load-sdk.ts';
import { errors } from './map-errors.ts';
import { withoutDeparted } from './without-departed.ts';
import { withoutListening } from './without-listening.ts';

/** Makes a room that neither plays, nor renders, nor stops tracks, nor leaves with the page: core does all of that. */
export async function createRoom(
  sdk: LivekitSdk,
  {
    encryption,
    cleanup,
    dynacast = true,
  }: {
    readonly encryption: LkEncryption | undefined;
    readonly cleanup: Cleanup;
    /** Leaves layers that nobody watches without encoding. */
    readonly dynacast?: boolean | undefined;
  },
): Promise<LivekitRoom> {
  if (encryption) cleanup.add(() => encryption.worker.terminate());
  try {
    const options = {
      // Rendering is core's: the SDK would take every picture for hidden and pause it.
      adaptiveStream: false,
      dynacast,
      stopLocalTrackOnUnpublish: false,
      disconnectOnPageLeave: false,
      ...(encryption && { encryption: await e2eeOf(sdk, encryption) }),
    };
    if (encryption)
      withoutDeparted(encryption.worker, (identity) => room.getParticipantByIdentity(identity) !== undefined);
    const room = withoutListening(() => new sdk.Room(options));
    if (encryption) await room.setE2EEEnabled(true);
    return room;
  } catch (cause) {
    throw errors.from(cause, 'The SDK could not be set up.', 'unknown');
  }
}

async function e2eeOf(sdk: LivekitSdk, { key, worker }: LkEncryption): Promise<LivekitE2ee> {
  const keyProvider = new sdk.ExternalE2EEKeyProvider();
  await keyProvider.setKey(key);
  return { keyProvider, worker };
}
