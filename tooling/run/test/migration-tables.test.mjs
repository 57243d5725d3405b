import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../lib/paths.mjs';
import { compileBlocks } from '../shape/compile-blocks.mjs';

const MINUTE = 60_000;
const folder = join(root, 'docs', 'migrate');

/** Declares the names that the calls of the tables use. */
const before = `
import { livekit, type LivekitCredential } from '@jackfield/adapter-livekit';
import type { MediaProcessor, Participant, RtcAdapter, RtcSession, SessionState } from '@jackfield/core';
import { createSession } from '@jackfield/core';
import { watchDevices } from '@jackfield/core/devices';
import { watchLevels } from '@jackfield/core/levels';
import { moderate } from '@jackfield/core/moderation';
import { setDisplayName, setRole } from '@jackfield/core/profile';
import { getStats, watchQuality } from '@jackfield/core/stats';
declare const session: RtcSession, adapter: RtcAdapter, state: SessionState, participant: Participant;
declare const video: HTMLVideoElement, processor: MediaProcessor;
const { camera, microphone } = session;
declare const source: typeof camera;
declare const room: string, userId: string, displayName: string, id: string, name: string, topic: string, text: string, role: string;
declare const width: number, height: number, frameRate: number;
declare const credential: () => Promise<LivekitCredential>, vendor: () => RtcAdapter;
declare const onActiveSpeaker: () => void, anything: any;
`;

/** Words that stand in code and are no calls: codes, reasons, and methods that another row has whole. */
const word = /^(?:[a-z]+(?:-[a-z]+)*|subscribe\(\))$/u;

/**
 * A statement of a call as a table has it, which leaves out what does not matter to it.
 * @param {string} call
 */
function statementOf(call) {
  if (/^\w+: /u.test(call)) return `createSession(vendor(), { ${call} });`;
  const whole = call
    .replace(/\{([^{}]*), … \}/gu, '{$1, ...anything }')
    .replaceAll('…', 'anything')
    .replaceAll(/\.on\(('[^']+')\)/gu, '.on($1, anything)');
  return `void (${whole});`;
}

/** The calls of Jackfield's column. @param {string} text */
function callsOf(text) {
  const rows = [...text.matchAll(/^\|(.*)\|$/gmu)].map(([, row = '']) => row.split(/(?<!\\)\|/u));
  return rows
    .slice(2)
    .flatMap(([, ours = '']) => [...ours.matchAll(/`([^`]+)`/gu)].map(([, call = '']) => call))
    .filter((call) => !word.test(call));
}

it(
  'every call in the tables of the migration guides is one that there is',
  async () => {
    const guides = readdirSync(folder).map((name) => ({
      name,
      calls: callsOf(readFileSync(join(folder, name), 'utf8')),
    }));
    const blocks = guides.map(({ name, calls }) => ({
      document: `docs/migrate/${name}`,
      line: 0,
      code: `${before.trim()}\n${calls.map(statementOf).join('\n')}\n`,
    }));
    const offset = before.trim().split('\n').length;
    const problems = await compileBlocks({ base: root, blocks });
    const wrong = guides.flatMap(({ name, calls }, index) =>
      (problems.get(/** @type {any} */ (blocks[index])) ?? []).map(
        ({ line, message }) => `${name}: ${calls[line - offset] ?? 'what they are written over'}: ${message}`,
      ),
    );
    expect(wrong).toEqual([]);
    for (const { name, calls } of guides) expect(calls.length, name).toBeGreaterThan(20);
  },
  2 * MINUTE,
);
