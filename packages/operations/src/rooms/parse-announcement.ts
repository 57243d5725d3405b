import { portableIdPattern } from '@jackfield/core/adapter';
import type { Announcement, Move, MoveStatus } from './move.ts';

/** The app's name for messages of this protocol. */
export const moveTopic = 'jackfield-move';

/** The longest time for a move that others believe, milliseconds. */
export const longestMs = 600_000;

/** The longest text that is read, in characters: what is longer is none of this protocol. */
const longestText = 2_048;

/**
 * The time by which an epoch may be ahead of the clock, milliseconds. Honest epochs count moves, and are far below it. Whoever is allowed to move
 * a room could otherwise take one that nobody can go beyond, and no later move would ever win.
 */
const aheadMs = 24 * 60 * 60 * 1_000;

const statuses: readonly MoveStatus[] = ['none', 'moving', 'there', 'back', 'moved', 'stayed'];

/** An announcement with the time that is left for the move, milliseconds. */
export interface MoveMessage {
  readonly said: Announcement;
  readonly leftMs: number;
}

/** Writes an announcement as the text of a message. */
export function writeAnnouncement(said: Announcement, leftMs: number): string {
  return JSON.stringify({ v: 1, ...said, leftMs: said.move && Math.round(leftMs) });
}

/**
 * Reads what somebody sent; undefined of what is none, or of another version. It may come from anybody.
 *
 * @param wallNow - the time of day, milliseconds since 1970.
 */
export function readAnnouncement(text: string, wallNow: number): MoveMessage | undefined {
  if (text.length > longestText) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value['v'] !== 1) return undefined;
  const { base, status, decided, move, leftMs, next } = value;
  const known = statuses.find((each) => each === status);
  if (!isId(base) || !known || typeof decided !== 'boolean') return undefined;
  if (move === undefined) return { said: { base, status: known, decided, move: undefined }, leftMs: 0 };
  const latest = wallNow + aheadMs;
  const parsed = moveOf(move, latest);
  if (!parsed || typeof leftMs !== 'number' || !(leftMs >= 0 && leftMs <= longestMs)) return undefined;
  const said = { base, status: known, decided, move: parsed };
  if (next === undefined) return { said, leftMs };
  const waiting = moveOf(next, latest);
  return waiting && { said: { ...said, next: waiting }, leftMs };
}

function moveOf(value: unknown, latest: number): Move | undefined {
  if (!isRecord(value)) return undefined;
  const { plan, epoch, id, by } = value;
  if (!isId(plan) || !isId(id) || typeof by !== 'string' || by.length > 256) return undefined;
  if (typeof epoch !== 'number' || !Number.isSafeInteger(epoch) || epoch < 1 || epoch > latest)
    return undefined;
  return { plan, epoch, id, by };
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && portableIdPattern.test(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
