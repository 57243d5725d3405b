import { fieldsOf, numberOf, textOf, type Fields } from './fields.ts';

/** What the server, or a plugin of it, refused, with its own number. */
export class JanusRefusal extends Error {
  readonly code: number;

  constructor(code: number, reason: string) {
    super(reason);
    this.name = 'JanusRefusal';
    this.code = code;
  }
}

/** The refusal that an answer is; undefined where it is consent. Plugins refuse inside of what the core calls an event. */
export function refusalIn(answer: Fields): JanusRefusal | undefined {
  if (answer['janus'] === 'error') {
    const error = fieldsOf(answer['error']) ?? {};
    return new JanusRefusal(numberOf(error['code']) ?? 490, textOf(error['reason']) ?? '');
  }
  const data = fieldsOf(fieldsOf(answer['plugindata'])?.['data']);
  const code = numberOf(data?.['error_code']);
  return code === undefined ? undefined : new JanusRefusal(code, textOf(data?.['error']) ?? '');
}
