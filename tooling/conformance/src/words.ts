import type { LawArea, RigFactory } from '@jackfield/contract';
import type { Finding } from './cell.ts';
import type { Language } from './row.ts';

type Texts = Readonly<Record<Language, string>>;

/** The marks of cells. */
export const marks: Readonly<Record<Finding['status'], string>> = {
  passed: '✔',
  failed: '✗',
  'vendor cannot': '–',
  'not proved here': '?',
};

/** The marks in words. */
export const statusWords: Readonly<Record<Finding['status'], Texts>> = {
  passed: { en: 'holds', zh: '成立' },
  failed: { en: 'fails', zh: '不成立' },
  'vendor cannot': { en: 'the vendor cannot', zh: '厂商做不到' },
  'not proved here': { en: 'not proved here', zh: '此处未证明' },
};

/** The parts that rows are grouped in. */
export const areaWords: Readonly<Record<'capabilities' | LawArea, Texts>> = {
  capabilities: { en: 'What it can do', zh: '能做什么' },
  Lifecycle: { en: 'Joining, leaving, ending', zh: '加入、离开、结束' },
  People: { en: 'People', zh: '参与者' },
  Reconnecting: { en: 'Lost networks', zh: '断网' },
  'Own media': { en: 'Own devices and media', zh: '自己的设备与媒体' },
  "Others' media": { en: 'Media of others', zh: '他人的媒体' },
  'Errors and events': { en: 'Errors and events', zh: '错误与事件' },
  Claims: { en: 'Claims', zh: '声明' },
  Drivers: { en: 'Inside the adapter', zh: '适配器内部' },
};

/** The words for what stood for the vendor. */
export const proofWords: Readonly<Record<NonNullable<RigFactory['proof']>, Texts>> = {
  fake: { en: 'fake', zh: '内存' },
  double: { en: 'double', zh: '替身' },
  'emulator with the real SDK': { en: 'emulator', zh: '模拟器' },
  'real server': { en: 'real server', zh: '真实服务器' },
  'real cloud': { en: 'real cloud', zh: '真实云' },
};
