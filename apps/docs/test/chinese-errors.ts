import type { RtcErrorCode } from '@jackfield/core';

/** The words for each code: the thing that happened, and the way out of it. */
type Texts = readonly [meaning: string, advice: string];

/** The table of errors in Chinese. A new code does not compile until it is here. */
export const chineseErrors: Readonly<Record<RtcErrorCode, Texts>> = {
  'permission-denied': [
    '用户、浏览器或系统不允许使用设备。',
    '说明怎样在这个浏览器里允许，然后再次调用 `enable()`。',
  ],
  'device-not-found': ['没有插入这样的设备。', '让用户选择别的设备，或不带设备加入。'],
  'device-in-use': ['设备被别的程序占用，或启动失败。', '请用户关闭那个程序，然后重试。'],
  overconstrained: ['没有设备能满足要求。', '降低要求：换尺寸、帧率或设备。'],
  'capture-aborted': ['浏览器放弃了打开设备。', '重试。'],
  'screen-share-cancelled': ['用户关闭了选择窗口。', '什么都不用做：这不是通话的失败。'],
  'playback-blocked': [
    '用户操作之前，浏览器不播放声音。',
    '显示一个按钮，点击时调用 `session.playback.resume()`。',
  ],
  'not-supported': ['这个浏览器做不到。', '建议换一个浏览器。'],
  'insecure-context': ['页面既不在 HTTPS 上也不在 localhost 上，浏览器不提供设备。', '通过 HTTPS 提供页面。'],
  unsupported: ['厂商做不到，它的能力声明里写着。', '先问 `session.can()`，再决定是否显示控件。'],
  'invalid-argument': ['参数不对，消息里会指出是哪一个。', '改正调用。'],
  'invalid-state': ['现在调用没有意义：重复加入，或在 `dispose()` 之后。', '先看 `session.state`。'],
  aborted: ['被信号、`leave()` 或通话结束中止。', '什么都不用做。'],
  timeout: ['厂商没有在限定时间内应答。', '重试。'],
  'sdk-missing': ['厂商的 SDK 没有安装，或无法加载。', '按消息的提示安装或提供它。'],
  'credential-invalid': ['凭证格式不对，或被拒绝。', '检查签发方：`@jackfield/tokens` 能解释凭证哪里不对。'],
  'credential-expired': ['凭证已经过期。', '取得新的凭证再加入；检查时钟。'],
  forbidden: ['角色或凭证不允许。', '申请别的角色。'],
  'room-not-found': ['没有这个房间。', '检查名字；先创建房间。'],
  'room-full': ['房间满了。', '稍后再试。'],
  'room-closed': ['房间已经关闭。', '告诉用户；没有可以重新加入的房间。'],
  kicked: ['被管理员或服务器移出。', '告诉用户；不要自动重新加入。'],
  replaced: [
    '同一个用户在别处加入了。',
    '提供“在这里继续”；绝不要自动重新加入，否则两边会没完没了地互相挤掉。',
  ],
  network: ['无法连接服务。', '检查网络，然后重试。'],
  signalling: ['服务的信令出了问题。', '重试。'],
  'ice-failed': ['找不到媒体通路，多半是因为防火墙。', '配置一个可以通过 TCP 443 到达的 TURN 服务器。'],
  'publish-failed': ['某一路无法发布。', 'core 会在重连之后再试；否则调用 `enable()`。'],
  'subscribe-failed': ['无法接收别人的某一路。', '重新 attach，或调用 `subscribe()`。'],
  'codec-unsupported': ['双方没有共同的编解码器。', '优先使用所有浏览器都有的编解码器。'],
  'key-mismatch': [
    '对方加密用的密钥和此会话的不同，或者只有一方加密。',
    '让双方用同一个密钥；在那之前，告诉用户收不到的是谁的媒体。',
  ],
  'message-failed': ['消息没有被接受。', '重新发送。'],
  'rate-limited': ['调用太频繁。', '等一会儿再试。'],
  'server-error': ['服务出错。', '重试；告诉服务的运营者。'],
  unknown: ['表里没有的情况。', '连同 `vendorCode` 和 `cause` 一起报告，它们原样来自厂商。'],
};
