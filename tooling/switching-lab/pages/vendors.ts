import type { RtcAdapter } from '@jackfield/core/adapter';
import { aliyun, type AliyunCredential } from '@jackfield/adapter-aliyun';
import { janus, type JanusCredential } from '@jackfield/adapter-janus';
import { livekit } from '@jackfield/adapter-livekit';
import { p2p, webSocketSignalling } from '@jackfield/adapter-p2p';
import { relayedSignalling } from '../../../packages/adapter-p2p/test-media/pages/relayed-signalling.ts';
import { trtc, type TrtcCredential } from '@jackfield/adapter-trtc';

/** The vendors of this lab. */
export type VendorName = 'p2p' | 'aliyun' | 'livekit' | 'janus' | 'trtc';

declare global {
  interface Window {
    fetchAliyun(request: { room: string; userId: string }): Promise<AliyunCredential>;
    fetchTrtc(request: { room: string; userId: string }): Promise<TrtcCredential>;
    fetchJanus(request: { room: string; userId: string }): Promise<JanusCredential>;
    fetchLivekit(request: { room: string; userId: string }): Promise<{ url: string; token: string }>;
  }
}

/** An adapter of each, for the services of the lab. */
export const vendors: Readonly<Record<VendorName, RtcAdapter>> = {
  p2p: p2p({ signalling: relayedSignalling(webSocketSignalling({ url: location.hash.slice(1) })) }),
  aliyun: aliyun({ credential: ({ room, userId }) => window.fetchAliyun({ room, userId }) }),
  trtc: trtc({ credential: ({ room, userId }) => window.fetchTrtc({ room, userId }) }),
  janus: janus({ credential: ({ room, userId }) => window.fetchJanus({ room, userId }) }),
  livekit: livekit({ credential: ({ room, userId }) => window.fetchLivekit({ room, userId }) }),
};
