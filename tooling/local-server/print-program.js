/**
 * @param {(options: { say: (line: string) => void }) => Promise<string>} ensure
 * @returns {Promise<void>}
 */
export async function printProgram(ensure) {
  try {
    console.log(await ensure({ say: (line) => console.error(`· ${line}`) }));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    if (!process.argv.includes('--optional')) process.exitCode = 1;
  }
}
