import { createHmac } from 'node:crypto';
import { createJanusRooms, type JanusRooms } from '@jackfield/adapter-janus/server';
import type { EnvironmentSecrets, TokenProvider } from '@jackfield/tokens';
import { janusProvider, mintJanus } from '@jackfield/tokens/janus';

/** What it is made from. */
export interface JanusSetUp {
  readonly secrets: NonNullable<EnvironmentSecrets['janus']>;
  /** `admin_key` of the server's plugins: allows making rooms. */
  readonly adminKey: string;
}

/** What this server does with a Janus server. */
export interface JanusServerParts {
  /** Hands out credentials, and makes the room: nobody makes one by joining it. */
  readonly provider: TokenProvider;
  readonly rooms: JanusRooms;
}

/** Makes both around the same secrets. */
export function createJanusServer({ secrets, adminKey }: JanusSetUp): JanusServerParts {
  const rooms = createJanusRooms({
    credential: (room) => mintJanus({ room, userId: 'server', lifetimeSeconds: 60 }, secrets).credential,
    adminKey,
    // The same after a restart of this server, and nothing that a browser gets is made from it.
    roomSecret: createHmac('sha256', secrets.tokenSecret).update('secret of every room').digest('base64url'),
  });
  const { mint, redact } = janusProvider(secrets);
  const provider: TokenProvider = {
    redact,
    async mint(request, options) {
      // First what is wrong with the request: no room is made for one that is refused.
      const minted = await mint(request, options);
      await rooms.ensure(request.room);
      return minted;
    },
  };
  return { provider, rooms };
}
