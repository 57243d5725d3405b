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

/** The words of cells and of what was tried, in Chinese. Words of the API, such as the names of sources, are the same in every language. */
const chinese: Readonly<Record<string, string>> = {
  none: '无',
  'its cloud in memory': '内存中的云',
  'its own signalling server': '自带的信令服务器',
  'the emulator of this repository': '本仓库的模拟器',
  'a source of its own': '独立的来源',
  'mixed into the microphone': '混入麦克风',
  'every source': '每个来源',
  'fits the tile': '与窗口同样大小',
  'the next layer': '最接近的一层',
  'replaces the older call': '顶替先来的',
  'is refused': '后来的被拒绝',
  'is there twice': '两个都在',
  'given at the join': '加入时给定',
  'changed in a call, too': '通话中也能改',
  'by source': '按来源',
  'by kind': '按种类',
  'by participant': '按人',
  'the local one': '自己的',
  'of others': '别人的',
  'of everybody': '所有人的',
  'goes on as it was': '原样继续',
  'joins anew': '重新加入',
};

/** Says in a language what a cell says; what is no word of this page is left as it is. */
export function inLanguage(text: string, language: Language): string {
  if (language === 'en') return text;
  const [, bytes, to] = /^(\d+) bytes, (to some|to everybody only)$/u.exec(text) ?? [];
  if (bytes !== undefined)
    return `${bytes} 字节，${to === 'to some' ? '可以只发给某些人' : '只能发给所有人'}`;
  return chinese[text] ?? text;
}
