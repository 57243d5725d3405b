/** A cell of a table of measurements in Chinese: the same figures in the same order. */
export function inChinese(cell: string): string {
  return words.reduce((text, [english, chinese]) => text.replaceAll(english, chinese), cell);
}

/** Longer ones first. */
const words: readonly (readonly [string, string])[] = [
  ['publish in a call', '通话中发布'],
  ['first frame there', '对方的第一帧'],
  ['first frame here', '自己的第一帧'],
  ['camera to screen', '摄像头到屏幕'],
  ['screen to camera', '屏幕到摄像头'],
  ['camera of ', '摄像头 '],
  ['three of ten lost', '丢十分之三'],
  ['one of ten lost', '丢十分之一'],
  ['; last join ', '；最后加入 '],
  ['; main thread ', '；主线程 '],
  [' people', ' 人'],
  [' of ', '/'],
  [' in ', '，'],
  ['; ', '；'],
  ['join', '加入'],
  ['mute', '静音'],
  ['leave', '离开'],
  ['aliyun', '阿里云'],
  ['livekit', 'LiveKit'],
];
