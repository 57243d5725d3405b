import type { MovingMessages } from '../en/moving.ts';

/** The texts of a move of everybody, and of a provider that takes over, in Simplified Chinese. */
export const zhHansMoving: MovingMessages = {
  title: '全员更换',
  what: '房间里的所有人一起改用另一家服务商。不会丢下任何人：没有跟来的人会列出名字，大家会为他们同时留在两家。',
  asHost: '你是主持人：不会再询问其他人。',
  asOther: '你不是主持人：会逐一询问每个人。',
  start: '全员更换',
  asked: (who, name) => `${who}请大家改用${name}`,
  askedNext: '无论怎么选，通话都会继续，不会丢下任何人。',
  follow: '一起去',
  stay: '留在原处',
  moving: (name) => `大家正在前往${name}…`,
  progress: (there, all) => `其他 ${String(all)} 人中已有 ${String(there)} 人到达。`,
  both: (name) => `你也已在${name}`,
  missing: (names) => `还没有到：${names}。你会同时留在两家服务商，不会丢下任何人。`,
  back: (name) => `前往${name}的提议已撤回`,
  backNext: '在其他人都得知之前，你会同时留在两家服务商。',
  moved: (name) => `现在大家都在${name}`,
  movedNext: '十秒之内进来的人仍会得知该去哪里。',
  stayed: (name) => `你没有前往${name}`,
  stayedNext: '通话在这里继续。已经前往的人会为你同时留在两家服务商。',
  failed: (name) => `没有人前往${name}`,
  failure: '请重试，或选择其他服务商。',
  failures: {
    forbidden: '那边的房间已锁定或密钥不同，或主持人没有让你进入。',
    network: '服务器没有响应。请检查网络，然后重试。',
    unsupported: '这家服务商不传送消息：每个人都需要自己更换服务商。',
  },
  tookOver: (name) => `通话改由${name}继续`,
  tookOverNext: (name) => `${name}出了故障。任何人都不需要做什么。`,
};
