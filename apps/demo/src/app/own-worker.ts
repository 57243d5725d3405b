interface TrustedTypePolicies {
  createPolicy(name: string, rules: { createScriptURL(text: string): string }): TrustedTypePolicy;
}

interface TrustedTypePolicy {
  createScriptURL(text: string): string;
}

let policy: TrustedTypePolicy | undefined;

/** Encrypts by a key, in the worker at an address of this page's own server. */
export function encryptionBy(
  key: string,
  { default: url }: { readonly default: string },
): { readonly key: () => Promise<string>; readonly worker: () => Worker } {
  return { key: () => Promise.resolve(key), worker: () => createOwnWorker(url) };
}

/** Makes a worker from a file of this page's own server: its policy lets no other through. */
function createOwnWorker(url: string): Worker {
  const { trustedTypes }: { trustedTypes?: TrustedTypePolicies } & Pick<Window, 'origin'> = window;
  policy ??= trustedTypes?.createPolicy('jackfield-worker', {
    createScriptURL(text) {
      if (new URL(text, location.href).origin === location.origin) return text;
      throw new TypeError('Workers come from the server of this page alone.');
    },
  });
  return new Worker(policy?.createScriptURL(url) ?? url, { type: 'module' });
}
