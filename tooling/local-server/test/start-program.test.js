import { expect, it } from 'vitest';
import { findProgram, freeTcpPort, freeUdpPort, startProgram } from '../index.js';

it('keeps what a program writes, and ends it', async () => {
  const program = startProgram([process.execPath, '-e', 'console.log("here"); setInterval(() => {}, 1000)']);
  await expect.poll(() => program.log(), { timeout: 10_000 }).toEqual(['here']);
  expect(program.isGone()).toBe(false);
  await program.stop();
  await program.stop();
  expect(program.isGone()).toBe(true);
});

it('tells what a program wrote that has ended', async () => {
  const program = startProgram([process.execPath, '-e', 'console.error("no port for me")']);
  await program.gone;
  expect(program.explain(new Error('It never answered.')).message).toBe(
    'It never answered. It wrote:\nno port for me',
  );
});

it('leaves no listener on this process', async () => {
  const before = process.listenerCount('exit');
  const program = startProgram([process.execPath, '-e', '']);
  await program.gone;
  expect(process.listenerCount('exit')).toBe(before);
});

it('finds programs and free ports', async () => {
  expect(findProgram('there-is-no-such-program')).toBeUndefined();
  for (const port of [await freeTcpPort(), await freeUdpPort()]) expect(port).toBeGreaterThan(0);
});
