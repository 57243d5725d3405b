import './rig.ts';
import type { RtcAdapter } from '@jackfield/core/adapter';
import { trtc } from '@jackfield/adapter-trtc';
import { pause } from '@jackfield/contract/browser';
import { globalsSince } from './globals.ts';
import type { Noticed } from './switch-report.ts';
import { vendors, type VendorName } from './vendors.ts';
import { openConnections } from './watched-connections.ts';

const adapters: Readonly<Record<VendorName, RtcAdapter>> = {
  ...vendors,
  trtc: trtc({ credential: () => Promise.reject(new Error('Nobody joins.')) }),
};

const counters = [
  'encoded',
  'encodeSeconds',
  'sentBytes',
  'decoded',
  'decodeSeconds',
  'receivedBytes',
] as const;

/** Counters of all connections of this page. */
type Traffic = Record<(typeof counters)[number], number>;

async function traffic(): Promise<Traffic> {
  const sum: Traffic = {
    encoded: 0,
    encodeSeconds: 0,
    sentBytes: 0,
    decoded: 0,
    decodeSeconds: 0,
    receivedBytes: 0,
  };
  for (const connection of openConnections())
    for (const report of (await connection.getStats()).values() as Iterable<
      Record<string, number | string>
    >) {
      const of = (name: string): number => Number(report[name] ?? 0);
      if (report['type'] === 'outbound-rtp') {
        sum.encoded += of('framesEncoded');
        sum.encodeSeconds += of('totalEncodeTime');
        sum.sentBytes += of('bytesSent');
      }
      if (report['type'] === 'inbound-rtp') {
        sum.decoded += of('framesDecoded');
        sum.decodeSeconds += of('totalDecodeTime');
        sum.receivedBytes += of('bytesReceived');
      }
    }
  return sum;
}

class Probe {
  /** Loads an SDK while a call goes on: what it changed in the page, and what was seen and heard of the call meanwhile. */
  async load(name: keyof typeof adapters): Promise<{ changed: readonly string[]; noticed: Noticed }> {
    const since = globalsSince();
    const noticed = window.rig.notice();
    await adapters[name].preload();
    await pause(1_000);
    return { changed: since(), noticed: noticed() };
  }

  /** Measures the connections of this page for so many milliseconds. */
  async traffic(ms: number): Promise<Traffic> {
    const before = await traffic();
    await pause(ms);
    const after = await traffic();
    for (const name of counters) after[name] -= before[name];
    return after;
  }
}

declare global {
  interface Window {
    probe: Probe;
  }
}

window.probe = new Probe();
