/** The word of the SDK's worker that it encrypts, or no longer does, for somebody: they may have gone meanwhile. */
interface EnableWord {
  readonly kind: 'enable';
  readonly data: { readonly enabled: boolean; readonly participantIdentity?: string };
}

/**
 * Lets the SDK hear of people in the room alone: its own listener throws a `TypeError` into the page for somebody who has gone by the
 * time that its worker answers (livekit-client 2.23). What else is in that word, that keys are wanted, gets through. Call it before the
 * SDK has the worker: the first listener hears first.
 */
export function withoutDeparted(worker: EventTarget, isThere: (identity: string) => boolean): void {
  worker.addEventListener('message', (event) => {
    const { data: word } = event as MessageEvent<unknown>;
    if (!isEnableWord(word)) return;
    const { enabled, participantIdentity } = word.data;
    if (participantIdentity === undefined || isThere(participantIdentity)) return;
    event.stopImmediatePropagation();
    worker.dispatchEvent(new MessageEvent('message', { data: { kind: 'enable', data: { enabled } } }));
  });
}

function isEnableWord(word: unknown): word is EnableWord {
  return typeof word === 'object' && word !== null && 'kind' in word && word.kind === 'enable';
}
