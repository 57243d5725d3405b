import type { enProcessing } from '../en/processing.ts';

/** The texts of blur and noise removal, in Chinese. */
export const zhHansProcessing: typeof enProcessing = {
  title: '发送之前',
  labels: { blur: '模糊我的背景', noise: '去除噪音' },
  hints: {
    blur: '在本机处理，画面不会交给其他任何一方。',
    noise: '保留人声，去掉风扇、键盘和街道的声音。',
  },
  starting: '正在加载…',
  costs: {
    blur: (milliseconds) => `每帧画面用时 ${milliseconds.toFixed(0)} 毫秒。`,
    noise: (milliseconds) => `每 10 毫秒声音用时 ${milliseconds.toFixed(1)} 毫秒。`,
  },
  slow: {
    blur: '背景模糊已关闭：这台设备跟不上',
    noise: '噪音去除已关闭：这台设备跟不上',
  },
  slowNext: {
    blur: '摄像头已关闭，以免他人看到你的房间。打开摄像头后，画面将不再模糊。',
    noise: '其他人听到的就是麦克风收到的声音。',
  },
  failed: { blur: '背景模糊无法使用', noise: '噪音去除无法使用' },
  failedWith: '在此期间不会发送任何内容。请在设置中关闭它，或重试。',
  failedWithout: '发送会照常继续，但不经过处理。请检查网络后重试。',
};
