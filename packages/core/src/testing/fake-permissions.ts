/** Permissions, and the prompts that wait. */
export interface FakePermissions {
  /** Returns the state of a permission. */
  stateOf(permission: FakePermission): PermissionState;
  /** Sets a permission, or both: as the person does in the browser's settings. */
  set(state: PermissionState, permission?: FakePermission): void;
  /** Prompts that nobody has answered. */
  readonly prompts: readonly FakePrompt[];
  /** Resolves once it is allowed; rejects NotAllowedError. */
  request(asks: readonly FakePermission[]): Promise<void>;
}

/** Makes permissions that all stand as given. */
export function createFakePermissions(initial: PermissionState): FakePermissions {
  const states: Record<FakePermission, PermissionState> = { microphone: initial, camera: initial };
  const prompts = new Set<FakePrompt>();
  const refused = (): DOMException => new DOMException('Permission denied', 'NotAllowedError');
  return {
    stateOf: (permission) => states[permission],
    set(state, permission) {
      for (const name of permission ? [permission] : (['microphone', 'camera'] as const))
        states[name] = state;
    },
    get prompts() {
      return [...prompts];
    },
    async request(asks) {
      if (asks.some((name) => states[name] === 'denied')) throw refused();
      const open = asks.filter((name) => states[name] === 'prompt');
      if (open.length === 0) return;
      await new Promise<void>((resolve, reject) => {
        const answer = (state: PermissionState): void => {
          if (!prompts.delete(prompt)) return;
          for (const name of open) states[name] = state;
          if (state === 'granted') resolve();
          else reject(refused());
        };
        const prompt: FakePrompt = {
          asks: open,
          allow: () => {
            answer('granted');
          },
          deny: () => {
            answer('denied');
          },
          dismiss: () => {
            answer('prompt');
          },
        };
        prompts.add(prompt);
      });
    },
  };
}

/** The devices that a site may use. */
export type FakePermission = 'microphone' | 'camera';

/** A prompt that waits for the person. */
export interface FakePrompt {
  /** The devices that are asked for, together. */
  readonly asks: readonly FakePermission[];
  /** The person allows it; the permission stays granted. */
  allow(): void;
  /** The person forbids it; the permission stays denied. */
  deny(): void;
  /** The person closes the prompt; the next call asks again. */
  dismiss(): void;
}
