import { randomUUID } from 'node:crypto';
import type { JanusServer } from '@jackfield/janus-server';
import { WebSocket } from 'ws';

type Message = Readonly<Record<string, unknown>>;

/** The server's own admin interface: what it counts, independent of the adapter. */
export async function countOpen({
  adminUrl,
  adminSecret,
}: Pick<JanusServer, 'adminUrl' | 'adminSecret'>): Promise<{
  readonly sessions: number;
  readonly handles: number;
}> {
  const socket = new WebSocket(adminUrl, 'janus-admin-protocol');
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const ask = (message: Message): Promise<Message> =>
    new Promise((resolve) => {
      socket.once('message', (data: Buffer) => resolve(JSON.parse(data.toString('utf8')) as Message));
      socket.send(JSON.stringify({ ...message, transaction: randomUUID(), admin_secret: adminSecret }));
    });
  try {
    const { sessions = [] } = (await ask({ janus: 'list_sessions' })) as { sessions?: readonly number[] };
    let handles = 0;
    for (const session_id of sessions) {
      const answer = (await ask({ janus: 'list_handles', session_id })) as { handles?: readonly number[] };
      handles += answer.handles?.length ?? 0;
    }
    return { sessions: sessions.length, handles };
  } finally {
    socket.terminate();
  }
}
