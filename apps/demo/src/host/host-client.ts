import { RtcError } from '@jackfield/core';
import { readInvitation } from '../app/address.ts';

/** What the server of this page says of a room. */
export interface HostState {
  /** `in` for who is in it; what became of the wish to enter for anybody else. */
  readonly entry: 'in' | 'open' | 'waiting' | EntryRefusal;
  /** The user id of the host. */
  readonly host?: string | undefined;
  readonly locked: boolean;
  /** The mark of the key with which the host encrypts. */
  readonly hostKey?: string | undefined;
  /** The user ids of those who have another key than the host, or none, or alone have one. */
  readonly otherKeys: readonly string[];
  /** Tells whether whoever comes waits to be let in. */
  readonly waitingRoom: boolean;
  /** Who waits; the host alone is told. Names are text from other people. */
  readonly waiting: readonly { readonly userId: string; readonly name: string }[];
}

/** Why somebody may not enter: by the host's word, or because the host and they would neither see nor hear each other. */
export type EntryRefusal =
  | 'locked'
  | 'refused'
  | 'removed'
  /** The host encrypts, and the link of whoever comes has no key. */
  | 'key-missing'
  /** It has another one. */
  | 'other-key'
  /** It has one, and the host does not encrypt. */
  | 'not-encrypted';

/** Who asks, and about which room. */
export interface HostPlace {
  readonly provider: string;
  readonly room: string;
  readonly userId: string;
}

/** What a host does. */
export type HostWish =
  | { readonly act: 'lock' | 'waiting-room'; readonly on: boolean }
  | { readonly act: 'admit' | 'refuse' | 'remove' | 'hand-over'; readonly target: string }
  | { readonly act: 'mute'; readonly target: string; readonly mid?: string };

/** Follows what the server says of a room, until the signal aborts or the server ends it. Rejects `network` and `forbidden`. */
export async function* followRoom(
  place: HostPlace,
  asked: {
    readonly as: 'member' | 'waiting';
    readonly name: string;
    /** The mark of the own key. */
    readonly key?: string | undefined;
    readonly signal: AbortSignal;
  },
): AsyncGenerator<HostState, void> {
  const { signal, ...who } = asked;
  const response = await post('/host/stream', { ...place, ...who }, signal);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return;
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (text + value).split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) if (line !== '') yield JSON.parse(line) as HostState;
    }
  } catch (cause) {
    if (signal.aborted) return;
    throw new RtcError({ code: 'network', message: 'The server of this app is gone.', cause });
  } finally {
    // It is over either way; a stream that broke refuses to be cancelled, and the break is told above.
    reader.cancel().catch(() => undefined);
  }
}

/** Does what a host may. Rejects `forbidden` for anybody else, and `network`. */
export async function actAsHost(place: HostPlace, wish: HostWish): Promise<void> {
  await post('/host/act', { ...place, ...wish }, AbortSignal.timeout(10_000));
}

async function post(path: string, body: object, signal: AbortSignal): Promise<Response> {
  const invitation = readInvitation(location.href);
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(invitation === undefined ? {} : { Authorization: `Bearer ${invitation}` }),
      },
      body: JSON.stringify(body),
      signal,
    });
  } catch (cause) {
    if (signal.aborted)
      throw new RtcError({ code: 'aborted', message: 'Nobody waits for it any more.', cause });
    throw new RtcError({ code: 'network', message: 'The server of this app does not answer.', cause });
  }
  if (response.ok) return response;
  const code = response.status === 401 || response.status === 403 ? 'forbidden' : 'server-error';
  throw new RtcError({
    code,
    message: `The server refused (${String(response.status)}).`,
    vendorCode: response.status,
  });
}
