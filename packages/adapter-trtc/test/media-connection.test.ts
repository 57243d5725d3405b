import { expect, test } from 'vitest';
import { readStats } from '../src/signals/read-stats.ts';
import { DoubleInstance } from './support/double-sdk.ts';
import { driverRig } from './support/driver-rig.ts';

const call = { signal: new AbortController().signal };

test('media that is lost interrupts what is published: the SDK raises no event for it', async () => {
  const rig = await driverRig();
  const driver = await rig.joined();
  const first = rig.sdk.last.connect();
  await driver.doSyncLocal([rig.publication('microphone'), rig.publication('camera')], call);
  first.becomes('disconnected');
  expect(rig.named('publicationInterrupted').map(({ fact }) => fact)).toEqual([
    { source: 'microphone' },
    { source: 'camera' },
  ]);
  // Another connection takes its place; nothing says so.
  first.becomes('closed');
  const second = rig.sdk.last.connect();
  second.connectionState = 'connecting';
  rig.sdk.last.emit('statistics', {});
  expect(rig.named('publicationRestored')).toEqual([]);
  second.becomes('connected');
  expect(rig.named('publicationRestored')).toHaveLength(2);
  first.becomes('disconnected');
  expect(rig.named('publicationInterrupted')).toHaveLength(2);
});

test('a connection that was replaced before it was seen to be lost is media that is lost, until the other one carries it', async () => {
  const rig = await driverRig();
  const driver = await rig.joined();
  rig.sdk.last.connect();
  await driver.doSyncLocal([rig.publication('microphone')], call);
  const second = rig.sdk.last.connect();
  second.connectionState = 'new';
  rig.sdk.last.emit('statistics', {});
  expect(rig.named('publicationInterrupted')).toHaveLength(1);
  second.becomes('connected');
  expect(rig.named('publicationRestored')).toHaveLength(1);
});

test('a leg that is over watches nothing', async () => {
  const rig = await driverRig();
  const driver = await rig.joined();
  const connection = rig.sdk.last.connect();
  await driver.doSyncLocal([rig.publication('microphone')], call);
  await driver.doLeave();
  driver.dispose();
  connection.becomes('closed');
  expect(rig.named('publicationInterrupted')).toEqual([]);
});

test('an instance without a connection has no statistics', async () => {
  expect(await readStats(new DoubleInstance({}), new Set(['microphone']))).toEqual([]);
});

test('statistics: each source that is sent by its place, and all that is received', async () => {
  const engine = new DoubleInstance({});
  const connection = engine.connect();
  connection.report = new Map<string, object>([
    ['O0', { type: 'outbound-rtp', kind: 'audio', mid: '0' }],
    ['O1', { type: 'outbound-rtp', kind: 'video', mid: '1' }],
    ['O2', { type: 'outbound-rtp', kind: 'video', mid: '2' }],
    ['O3', { type: 'outbound-rtp', kind: 'video', mid: '3' }],
    ['M', { type: 'media-source' }],
    ['C', { type: 'codec' }],
    ['I', { type: 'inbound-rtp' }],
    ['T', { type: 'transport' }],
  ]);
  const read = await readStats(engine, new Set(['microphone', 'screen']));
  expect(read.map(({ direction, source, report }) => [direction, source, [...report.keys()]])).toEqual([
    ['send', 'microphone', ['O0', 'M', 'C']],
    ['send', 'screen', ['O3', 'M', 'C']],
    ['receive', undefined, ['M', 'C', 'I', 'T']],
  ]);
});
