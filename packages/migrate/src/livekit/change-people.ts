import { visit } from 'recast';
import type { namedTypes } from 'ast-types';

const fields: Readonly<Record<string, string>> = { identity: 'userId', name: 'displayName', sid: 'id' };

/** Renames what is read of a participant: `participant.identity` is `participant.userId`. */
export function changePeople(body: namedTypes.Node, participant: string): void {
  visit(body, {
    visitMemberExpression(path) {
      const { object, property } = path.node;
      if (object.type === 'Identifier' && object.name === participant && property.type === 'Identifier')
        property.name = fields[property.name] ?? property.name;
      this.traverse(path);
    },
  });
}
