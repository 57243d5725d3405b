import { identityOfTab } from '../app/identity.ts';
import { actAsHost } from './host-client.ts';

/** A wish for moderation, where the adapter leaves it to the app's own server. */
type ModerationWish =
  | { readonly action: 'close-room' | 'kick' }
  | {
      readonly action: 'mute';
      readonly room: string;
      readonly userId: string;
      /** The media section that is meant. */
      readonly mid: string;
    };

/** Has the server mute somebody by the media section that the adapter knows; the rest is done by name, elsewhere. */
export async function muteAsHost(provider: string, wish: ModerationWish): Promise<void> {
  if (wish.action !== 'mute') return;
  const { room, userId, mid } = wish;
  await actAsHost({ provider, room, userId: identityOfTab() }, { act: 'mute', target: userId, mid });
}
