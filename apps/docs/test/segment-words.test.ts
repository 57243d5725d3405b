import { runInNewContext } from 'node:vm';
import MiniSearch from 'minisearch';
import { describe, expect, it } from 'vitest';
import { segmentWords } from '../site/segment-words.ts';

/** Searches as the site does. */
function find(query: string): string[] {
  const index = new MiniSearch({ fields: ['text'], tokenize: segmentWords });
  index.addAll([
    { id: 'mute', text: '麦克风静音时默认保持打开，摄像头静音时会释放设备。' },
    { id: 'screen', text: '共享屏幕：选择窗口由浏览器打开。' },
    { id: 'english', text: 'A session, createSession and RtcSession; adapter-p2p.' },
  ]);
  return index
    .search(query, { combineWith: 'AND', prefix: true, fuzzy: 0.2 })
    .map(({ id }): string => String(id));
}

describe('words of a search', () => {
  it('are found in the middle of a Chinese sentence', () => {
    expect(find('静音')).toEqual(['mute']);
    expect(find('摄像头')).toEqual(['mute']);
    expect(find('屏幕')).toEqual(['screen']);
    expect(find('共享屏幕')).toEqual(['screen']);
    expect(find('浏览器 窗口')).toEqual(['screen']);
    expect(find('付款')).toEqual([]);
  });

  it('are not found by a search that knows spaces alone', () => {
    const index = new MiniSearch({ fields: ['text'] });
    index.add({ id: 'mute', text: '麦克风静音时默认保持打开' });
    expect(index.search('静音', { prefix: true })).toEqual([]);
  });

  it('are whole names of code and their parts', () => {
    expect(segmentWords('createSession adapter-p2p')).toEqual([
      'createSession',
      'create',
      'Session',
      'adapter-p2p',
      'adapter',
      'p2p',
    ]);
    expect(find('RtcSession')).toEqual(['english']);
    expect(find('p2p')).toEqual(['english']);
  });

  it('stand by themselves: the site sends the function to the browser as text', () => {
    const alone = runInNewContext(`(${segmentWords.toString()})`, { Intl }) as typeof segmentWords;
    expect([...alone('闸门与静音')]).toEqual(segmentWords('闸门与静音'));
  });
});
