import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCommand } from '../src/command/run-command.ts';

const app = `import { Room } from 'livekit-client';\n\nexport const room = new Room();\nroom.connect('wss://x', 't');\nroom.localParticipant.publishData(bytes, {});\n`;

/** Runs the command on one file in a folder of its own. */
function run(
  args: readonly string[],
  text = app,
): { code: number; said: string; files: readonly string[]; text: string } {
  const folder = mkdtempSync(join(tmpdir(), 'jackfield-migrate-'));
  try {
    const file = join(folder, 'app.ts');
    writeFileSync(file, text);
    const lines: string[] = [];
    const tell = (line: string): void => {
      lines.push(line);
    };
    const code = runCommand(
      args.map((each) => (each === 'FILE' ? file : each)),
      { out: tell, error: tell },
    );
    return {
      code,
      said: lines.join('\n').replaceAll(folder, ''),
      files: readdirSync(folder),
      text: readFileSync(file, 'utf8'),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('says what it would do, and writes nothing unless it is told to', () => {
  const { code, said, files, text } = run(['livekit', 'FILE']);
  expect(code).toBe(0);
  expect(said).toContain('/app.ts: would change');
  expect(said).toContain('/app.ts:5 room.localParticipant.publishData(bytes, {})');
  expect(said).toContain('1 left for you');
  expect(files).toEqual(['app.ts']);
  expect(text).toBe(app);
});

it('writes the file and the bridge beside it', () => {
  const { said, files, text } = run(['livekit', '--write', 'FILE']);
  expect(files).toEqual(['app.ts', 'jackfield-livekit.ts']);
  expect(text).toContain("from './jackfield-livekit';");
  expect(text).toContain("connect(room, 'wss://x', 't');");
  expect(text).toMatch(/TODO\(jackfield\): Bytes were sent.*\nroom\.localParticipant\.publishData/u);
  expect(said).toContain('is yours now');
});

it('says what is wrong with a command or a file', () => {
  expect(run([])).toMatchObject({ code: 2 });
  expect(run(['zoom', 'FILE']).said).toContain('There is no codemod for "zoom".');
  expect(run(['livekit']).said).toContain('Which files?');
  expect(run(['livekit', '--nonsense', 'FILE']).code).toBe(2);
  expect(run(['livekit', '/nowhere.ts'])).toMatchObject({ code: 1 });
  expect(run(['livekit', 'FILE'], 'const = ;')).toMatchObject({ code: 1, text: 'const = ;' });
  expect(run(['livekit', 'FILE'], 'export const a = 1;\n').said).toContain('nothing of the SDK');
});
