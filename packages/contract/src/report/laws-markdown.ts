import { clauses } from '../clauses/clauses.ts';
import type { Clause } from '../clauses/clause.ts';
import type { LawArea, LawId } from '../laws/law.ts';
import { laws } from '../laws/laws.ts';
import { rules } from '../laws/rules.ts';
import { saboteurs } from '../lies/saboteurs.ts';

const levels: Readonly<Record<Clause['level'], string>> = {
  session: '',
  driver: ' (on a driver)',
  core: ' (on core)',
};

function clauseLine({ id, title, level, when = [] }: Clause): string {
  const condition = when.length === 0 ? '' : ` Where there is: ${when.map(({ what }) => what).join(', ')}.`;
  return `- <a id="${id.toLowerCase()}"></a>**${id}**${levels[level]} ${title}${condition}`;
}

function lawLines(id: LawId): readonly string[] {
  const own = clauses.filter(({ law }) => law === id);
  return [`### ${id}`, '', laws[id].text, '', ...own.map(clauseLine), ''];
}

/** Everything that the contract says, for readers: laws with their clauses, rules, and the lies that prove the clauses. */
export function lawsMarkdown(): string {
  const ids = Object.keys(laws) as LawId[];
  const areas = [...new Set(ids.map((id) => laws[id].area))];
  const area = (name: LawArea): readonly string[] => [
    `## ${name}`,
    '',
    ...ids.filter((id) => laws[id].area === name).flatMap(lawLines),
  ];
  const named = (list: readonly Clause[]): string => list.map(({ id }) => id).join(', ');
  const ruleRows = Object.entries(rules).map(
    ([number, text]) =>
      `| ${number} | ${text} | ${named(clauses.filter((clause) => clause.rules?.some((rule) => String(rule) === number)))} |`,
  );
  const saboteurRows = Object.entries(saboteurs).map(
    ([name, { lie }]) =>
      `| \`${name}\` | ${lie} | ${named(clauses.filter((clause) => clause.saboteurs?.some((each) => each === name)))} |`,
  );
  return [
    '# Laws',
    '',
    '<!-- Generated from packages/contract. To change it, change the clauses and run its tests with -u. -->',
    '',
    `Every adapter keeps these laws; ${String(clauses.length)} clauses hold them to it. A clause that needs a claim of the adapter says so; the`,
    'rest runs on every adapter.',
    '',
    ...areas.flatMap(area),
    '## Where vendors differ',
    '',
    'The places where the same word means different things at different vendors, and what core makes of each.',
    '',
    '| | rule | clauses |',
    '|---|---|---|',
    ...ruleRows,
    '',
    '## Saboteurs',
    '',
    'Adapters with one lie each. Every clause that is named beside one fails on it: that is tested.',
    '',
    '| saboteur | lie | clauses |',
    '|---|---|---|',
    ...saboteurRows,
    '',
  ].join('\n');
}
