import { createInterface } from 'node:readline/promises';

/** Asks a person, a line each. */
export interface Asker {
  /** Asks; an empty answer is the usual one. Rejects `aborted` where there is nobody any more. */
  ask(question: string, usual: string): Promise<string>;
}

/** Where questions go and answers come from. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Asks in a terminal, for as long as `use` takes. */
export async function withAsker<Value>(
  { input, output }: Terminal,
  use: (asker: Asker) => Promise<Value>,
): Promise<Value> {
  const lines = createInterface({ input, output });
  const gone = new AbortController();
  lines.once('close', () => gone.abort());
  lines.once('SIGINT', () => lines.close());
  try {
    return await use({
      async ask(question, usual) {
        const answer = await lines.question(`${question} (${usual}) `, { signal: gone.signal });
        return answer.trim() || usual;
      },
    });
  } finally {
    lines.close();
  }
}
