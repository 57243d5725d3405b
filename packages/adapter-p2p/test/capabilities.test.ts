import { expect, test } from 'vitest';
import { broadcastSignalling, p2p, webSocketSignalling } from '../src/index.ts';

const credential = (): Promise<string> => Promise.resolve('x');
const url = 'wss://calls.example/signalling';

test('ids are attested where a server checks credentials, and claimed everywhere else', () => {
  const identity = (options: Parameters<typeof p2p>[0]): string => p2p(options).capabilities.identity;
  expect(identity({ signalling: webSocketSignalling({ url }), credential })).toBe('attested');
  expect(identity({ signalling: webSocketSignalling({ url }) })).toBe('claimed');
  expect(identity({ signalling: broadcastSignalling(), credential })).toBe('claimed');
});
