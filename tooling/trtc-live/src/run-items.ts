import type { LiveItem } from './items.ts';
import type { Stage } from './stage.ts';

/** Runs items one after another, each with pages of its own, and prints each with what was seen. Returns how many failed. */
export async function runItems(
  stage: Stage,
  wanted: readonly LiveItem[],
  print: (line: string) => void,
): Promise<number> {
  // A userSig is a credential, and the key the application.
  const write = (line: string): void => {
    print(line.replaceAll(stage.secrets.secretKey, '[secret]').replaceAll(/eJ[\w*-]{40,}/g, '[userSig]'));
  };
  let failed = 0;
  for (const item of wanted) {
    const lines: string[] = [];
    try {
      await item.run(stage, (line) => lines.push(line));
      write(`✓ ${item.id} ${item.title}`);
    } catch (cause) {
      failed += 1;
      lines.push(cause instanceof Error ? cause.message : String(cause));
      write(`✗ ${item.id} ${item.title}`);
    } finally {
      await stage.clear();
    }
    for (const line of lines) write(`    ${line}`);
  }
  return failed;
}
