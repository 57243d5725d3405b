import { asObject, asText, BadRequest, parseJson } from '@jackfield/emulator-kit';

import { isCommand, type CommandName } from './commands.ts';
import { sourceKinds, type SourceFlags, type SourceKind } from './source-kinds.ts';

/** A message of a client. */
export interface ClientRequest {
  readonly cmd: CommandName;
  readonly data: Readonly<Record<string, unknown>>;
  readonly seq: number;
  readonly tinyId: string | undefined;
}

/** Reads a message; `undefined` for a command that is not known, which the real service may well know. */
export function requestOf(text: string): ClientRequest | undefined {
  const { cmd, data, seq, tinyId } = asObject(parseJson(text, 'the message'), 'the message');
  const name = asText(cmd, 'cmd', 64);
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq))
    throw new BadRequest('seq must be a whole number');
  if (!isCommand(name)) return undefined;
  return {
    cmd: name,
    data: asObject(data ?? {}, 'data'),
    seq,
    tinyId: tinyId === undefined ? undefined : asText(tinyId, 'tinyId', 32),
  };
}

/** One flag for each stream; what is left out is off. */
export function flagsOf(value: unknown, what: string): SourceFlags {
  const fields = asObject(value ?? {}, what);
  const flag = (kind: SourceKind): boolean => {
    const given = fields[kind] ?? false;
    if (typeof given !== 'boolean') throw new BadRequest(`${what}.${kind} must be true or false`);
    return given;
  };
  return {
    audio: flag('audio'),
    bigVideo: flag('bigVideo'),
    smallVideo: flag('smallVideo'),
    auxVideo: flag('auxVideo'),
  };
}

/** The SSRC of each stream; 0 where a stream has none. */
export function ssrcsOf(value: unknown, what: string): ReadonlyMap<SourceKind, number> {
  const fields = asObject(value, what);
  const found = new Map<SourceKind, number>();
  for (const kind of sourceKinds) {
    const ssrc = fields[`${kind}Ssrc`] ?? 0;
    if (typeof ssrc !== 'number' || !Number.isInteger(ssrc) || ssrc < 0 || ssrc > 0xffff_ffff) {
      throw new BadRequest(`${what}.${kind}Ssrc must be a 32-bit number`);
    }
    if (ssrc !== 0) found.set(kind, ssrc);
  }
  const distinct = new Set(found.values());
  if (distinct.size !== found.size) throw new BadRequest(`${what} has the same ssrc twice`);
  return found;
}
