import type { LiveItem } from './item.ts';
import type { Stage } from './stage.ts';

/** What came of an item. */
export interface ItemResult {
  readonly id: string;
  readonly status: 'passed' | 'failed' | 'not run';
}

/** How items are run. */
export interface RunOptions {
  readonly items: readonly LiveItem[];
  readonly byHand: boolean;
  /** Takes a line of the output. Secrets are already out of it. */
  readonly print: (line: string) => void;
}

const marks = { passed: '✓', failed: '✗', 'not run': '–' } as const;

/** Runs items one after another, each with pages of its own, and prints each with what was seen. */
export async function runItems(
  stage: Stage,
  { items, byHand, print }: RunOptions,
): Promise<readonly ItemResult[]> {
  const write = (line: string): void => {
    print(stage.desk.secrets.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line));
  };
  const results: ItemResult[] = [];
  let barred: string | undefined;
  for (const item of items) {
    const lines: string[] = [];
    const result =
      barred === undefined
        ? await runItem(item, { stage, byHand, lines, tell: write })
        : ({ id: item.id, status: 'not run' } as const);
    if (barred !== undefined) lines.push(`${barred} failed, and nothing can pass without it`);
    else if (item.first && result.status === 'failed') {
      barred = item.id;
      lines.push(
        'check ALIYUN_APP_ID and ALIYUN_APP_KEY, and ALIYUN_GSLB where it is set: the rest is not run',
      );
    }
    results.push(result);
    write(`${marks[result.status]} ${item.id} ${item.title}`);
    for (const line of lines) write(`    ${line}`);
  }
  return results;
}

async function runItem(
  item: LiveItem,
  rest: { stage: Stage; byHand: boolean; lines: string[]; tell: (line: string) => void },
): Promise<ItemResult> {
  const { stage, byHand, lines, tell } = rest;
  const { id } = item;
  if (item.needsConsole && stage.service.real && !byHand) {
    lines.push("needs somebody at the vendor's console: run it with --by-hand");
    return { id, status: 'not run' };
  }
  try {
    await item.run({ stage, see: (text) => lines.push(text), tell });
    return { id, status: 'passed' };
  } catch (cause) {
    lines.push(cause instanceof Error ? cause.message : String(cause));
    return { id, status: 'failed' };
  } finally {
    await stage.clear();
  }
}
