import type { StatsMessages } from '../en/stats.ts';

/** The texts of the statistics of a call, in Simplified Chinese. */
export const zhHansStats: StatsMessages = {
  none: '此服务商不提供统计数据。',
  waiting: '正在等待首次读数…',
  person: '参会者',
  bitrate: '码率',
  roundTrip: '往返时延',
  loss: '丢包',
  frames: '帧率',
  codec: '编码',
  firstFrame: '首帧',
  sent: '你（发送）',
  kilobits: (value) => `${String(Math.round(value / 1000))} kbit/s`,
  milliseconds: (value) => `${String(Math.round(value))} 毫秒`,
  percent: (value) => `${(value * 100).toFixed(1)} %`,
  perSecond: (value) => `${String(Math.round(value))} 帧/秒`,
  own: '你的连接',
  ownQuality: {
    unknown: '尚未测得。',
    lost: '已断开：没有人能听到或看到你。网络恢复后你会自动回来。',
    bad: '很差：声音断断续续。请关闭摄像头，或在设置中选择“仅音频”。',
    poor: '较弱：画面可能停顿。关闭摄像头或靠近路由器会有帮助。',
    good: '良好：其他人能清楚地听到和看到你。',
    excellent: '极佳：其他人听到和看到的效果最好。',
  },
  verdicts: {
    waiting: '尚未测得。',
    lossy: '传输中丢失较多：声音可能断断续续。',
    late: '路径较长：回应会延迟。',
    jerky: '画面帧数少：动作会跳跃。',
    good: '一切正常。',
  },
  waterfall: '加入过程',
  steps: {
    joined: '已加入',
    'first-person': '得知第一位参会者',
    'first-track': '收到第一条轨道',
    'first-frame': '显示第一帧画面',
  },
};
