import { RtcError, type RtcAdapter } from '@jackfield/core';
import { readInvitation } from './app/address.ts';
import { fetchCredential, type CredentialRequest } from './app/fetch-credential.ts';

/** A fault that an adapter can bring about, so that a team sees what its users will see. */
export interface Fault {
  /** What it does, in a few words. */
  readonly name: string;
  /** Makes it happen. */
  run(): Promise<void>;
}

/** A provider, ready to make sessions with. */
export interface ChosenAdapter {
  readonly adapter: RtcAdapter;
  /** Faults on demand, where the provider has any. */
  readonly trouble?: readonly Fault[];
}

/** Each provider is a chunk of its own, loaded only if it is chosen; its SDK waits for `preload`, after the preview. */
const adapters: Readonly<Record<string, () => Promise<ChosenAdapter>>> = {
  p2p: async () => {
    const { p2p, webSocketSignalling } = await import('@jackfield/adapter-p2p');
    const url = new URL('/signalling', location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    return {
      adapter: p2p({ signalling: webSocketSignalling({ url: url.href }), credential: fetchP2pCredential }),
    };
  },
  fake: async () => {
    const { createFakeCloud, fake } = await import('@jackfield/adapter-fake');
    const cloud = createFakeCloud({ latencyMs: [20, 80] });
    return { adapter: fake(cloud, { bots: { count: 6 } }) };
  },
};

async function fetchP2pCredential(request: CredentialRequest): Promise<{ readonly token: string }> {
  const credential = await fetchCredential('p2p', {
    ...request,
    invitation: readInvitation(location.href),
  });
  if (typeof credential === 'object' && credential !== null && 'token' in credential) {
    const { token } = credential;
    if (typeof token === 'string') return { token };
  }
  throw new RtcError({ code: 'credential-invalid', message: 'The server answered without a token.' });
}

/** The provider that is used where nobody names one. */
const defaultName = 'p2p';

/** Gets a provider by name. Rejects with a sentence for a person if there is none of that name. */
export async function chooseAdapter(name: string = defaultName): Promise<ChosenAdapter> {
  const load = Object.hasOwn(adapters, name) ? adapters[name] : undefined;
  if (!load) {
    const known = Object.keys(adapters).join(', ');
    throw new Error(
      `There is no provider "${name}" in this app. Change ?adapter= in the address to one of: ${known}.`,
    );
  }
  return load();
}
