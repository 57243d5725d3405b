import { visit } from 'recast';
import type { namedTypes } from 'ast-types';
import { parseExpression } from '../parse-expression.ts';
import { codeOf, type SourceFile } from '../source-file.ts';

/** Where a listener's body shows tracks. */
interface Shown {
  readonly body: namedTypes.Node;
  readonly engine: string;
  readonly participant: string;
  readonly bridge: string;
}

const sources: Readonly<Record<string, string>> = {
  Camera: 'camera',
  Microphone: 'microphone',
  ScreenShare: 'screen',
  ScreenShareAudio: 'screen-audio',
};

/** Makes what is done with a `track` be done with a source: `track.attach()` shows the source of that participant. */
export function changeTracks(file: SourceFile, { body, engine, participant, bridge }: Shown): void {
  visit(body, {
    visitBinaryExpression(path) {
      const { left, operator, right } = path.node;
      const [one, other] = [codeOf(left), codeOf(right)];
      const kind = /^(?:Track\.Kind\.|['"])(video|audio)['"]?$/iu.exec(other)?.[1]?.toLowerCase();
      const source = sources[/^Track\.Source\.(\w+)$/u.exec(other)?.[1] ?? ''];
      if (/^\w+\.kind$/u.test(one) && kind !== undefined) {
        const isPicture = `${file.use('isPicture', bridge)}(source)`;
        path.replace(
          parseExpression((kind === 'video') === operator.startsWith('=') ? isPicture : `!${isPicture}`),
        );
        return false;
      }
      if (/^\w+\.source$/u.test(one) && source !== undefined) {
        path.replace(parseExpression(`source ${operator} '${source}'`));
        return false;
      }
      this.traverse(path);
      return undefined;
    },
    visitCallExpression(path) {
      const { callee, arguments: given } = path.node;
      this.traverse(path);
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
      const call = callee.property.name;
      if (callee.object.type !== 'Identifier' || !/track/iu.test(callee.object.name)) return;
      const what = `${engine}, ${participant}.id, source`;
      if (call === 'attach') {
        const element = given.map(codeOf).join('');
        path.replace(
          parseExpression(`${file.use('show', bridge)}(${what}${element === '' ? '' : `, ${element}`})`),
        );
      } else if (call === 'detach') path.replace(parseExpression(`${file.use('hide', bridge)}(${what})`));
      else
        file.note(
          path.node,
          `What was done with the track: session.participant(id)?.[source].mediaStream has the tracks.`,
        );
    },
  });
}
