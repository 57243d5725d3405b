import { createHmac } from 'node:crypto';
import { createJanusRooms } from '@jackfield/adapter-janus/server';
import type { EnvironmentSecrets, TokenProvider } from '@jackfield/tokens';
import { janusProvider, mintJanus } from '@jackfield/tokens/janus';

/** What it is made from. */
export interface JanusSetUp {
  readonly secrets: NonNullable<EnvironmentSecrets['janus']>;
  /** `admin_key` of the server's plugins: allows making rooms. */
  readonly adminKey: string;
}

/** Janus as a provider that also makes the room: nobody makes one by joining it. */
export function roomMakingJanus({ secrets, adminKey }: JanusSetUp): TokenProvider {
  const rooms = createJanusRooms({
    credential: (room) => mintJanus({ room, userId: 'server', lifetimeSeconds: 60 }, secrets).credential,
    adminKey,
    // The same after a restart of this server, and nothing that a browser gets is made from it.
    roomSecret: createHmac('sha256', secrets.tokenSecret).update('secret of every room').digest('base64url'),
  });
  const { mint, redact } = janusProvider(secrets);
  return {
    redact,
    async mint(request, options) {
      // First what is wrong with the request: no room is made for one that is refused.
      const minted = await mint(request, options);
      await rooms.ensure(request.room);
      return minted;
    },
  };
}
