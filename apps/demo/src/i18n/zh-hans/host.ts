import type { HostMessages } from '../en/host.ts';

/** Texts about the host of a room, and about the keys of a call, in Simplified Chinese. */
export const zhHansHost: HostMessages = {
  host: '主持人',
  tools: '主持人工具',
  handOver: (name) => `让 ${name} 成为主持人`,
  lock: '锁定房间',
  lockHint: '其他人无法再进入。已在其中的人可以回来。',
  waitingRoom: '等候室',
  waitingRoomHint: '来的人需等你允许后才能进入。',
  wantsIn: (name) => `${name} 想要加入`,
  more: (count) => `还有 ${String(count)} 人在等候。`,
  admit: '允许加入',
  refuse: '拒绝',
  encrypted: '端到端加密',
  partlyEncrypted: '并非所有人都有密钥',
  noKey: '你没有此通话的密钥：你和其他人互相看不到也听不到。',
  noKeyNext:
    '你的麦克风和摄像头已关闭：你发送的内容不会加密。请打开邀请你时的完整链接，包括 # 之后的全部内容。',
  otherKey: '你的密钥和此通话的不同：你和其他人互相看不到也听不到。',
  otherKeyNext: '请打开邀请你时的完整链接，包括 # 之后的全部内容。',
  plainHost: '你已加密，而此通话的主持人没有：你们互相看不到也听不到。',
  plainHostNext: '请索取此通话的链接，或在大厅关闭加密。',
  youAreHost: '你现在是主持人',
};
