import { aliyun, type AliRtcAuthInfo, type AliyunCredential } from '@jackfield/adapter-aliyun';
import { livekit } from '@jackfield/adapter-livekit';
import { p2p, webSocketSignalling } from '@jackfield/adapter-p2p';
import type { Caller, Seat, Views } from './caller.ts';
import { createAliyunCaller } from './aliyun-caller.ts';
import { createJackfieldCaller } from './jackfield-caller.ts';
import { createLivekitCaller } from './livekit-caller.ts';
import { createMeshCaller } from './mesh-caller.ts';

/** The vendors that are compared with themselves. */
export type VendorName = 'p2p' | 'aliyun' | 'livekit';
/** Over the adapter, or without it. */
export type Side = 'jackfield' | 'bare';

declare global {
  interface Window {
    fetchAliyun(seat: Seat): Promise<AliyunCredential>;
    fetchAliyunAuth(seat: Seat): Promise<AliRtcAuthInfo>;
    fetchLivekit(seat: Seat): Promise<{ url: string; token: string }>;
    readonly addresses: { readonly signalling: string; readonly mesh: string };
  }
}

/** Makes somebody who calls. */
export function createCaller(vendor: VendorName, { side, views }: { side: Side; views: Views }): Caller {
  return side === 'bare' ? bare[vendor](views) : createJackfieldCaller(adapters[vendor](), views);
}

const bare = {
  p2p: (views: Views) => createMeshCaller(window.addresses.mesh, views),
  aliyun: createAliyunCaller,
  livekit: createLivekitCaller,
};

const adapters = {
  p2p: () => p2p({ signalling: webSocketSignalling({ url: window.addresses.signalling }) }),
  aliyun: () => aliyun({ credential: ({ room, userId }) => window.fetchAliyun({ room, userId }) }),
  livekit: () => livekit({ credential: ({ room, userId }) => window.fetchLivekit({ room, userId }) }),
};
