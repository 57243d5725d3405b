interface TrustedTypePolicies {
  createPolicy(name: string, rules: { createScriptURL(text: string): string }): TrustedTypePolicy;
}

interface TrustedTypePolicy {
  createScriptURL(text: string): string;
}

let policy: TrustedTypePolicy | undefined;

/** Makes a worker from a file of this page's own server: its policy lets no other through. */
export function createOwnWorker(url: string, options?: WorkerOptions): Worker {
  return new Worker(ownScript(url), options);
}

/** Vouches for a script of this server's own, to the page or to the worker that this runs in. Throws for any other. */
export function ownScript(url: string): string {
  const { trustedTypes }: { trustedTypes?: TrustedTypePolicies } & Pick<typeof globalThis, 'origin'> =
    globalThis;
  policy ??= trustedTypes?.createPolicy('jackfield-worker', {
    createScriptURL(text) {
      if (new URL(text, location.href).origin === location.origin) return text;
      throw new TypeError('Scripts come from the server of this page alone.');
    },
  });
  return policy?.createScriptURL(url) ?? url;
}
