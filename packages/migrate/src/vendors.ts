import { aliyunRules } from './aliyun/aliyun-rules.ts';
import { livekitRules } from './livekit/livekit-rules.ts';
import type { Rules } from './rules.ts';

/** The SDKs that there is a codemod for. */
export type VendorName = 'livekit' | 'aliyun';

/** The rules of each. */
export const vendors: Readonly<Record<VendorName, Rules>> = { livekit: livekitRules, aliyun: aliyunRules };
