// A plugin of Stryker's: it tells of what no test has noticed as soon as that is known, and how far the run has come. A run takes half an hour.
import { PluginKind, commonTokens, declareFactoryPlugin, tokens } from '@stryker-mutator/api/plugin';
import { isNoticed } from './lib/is-noticed.mjs';
import { sourceOf } from './lib/mutant-key.mjs';

createReporter.inject = tokens(commonTokens.logger);

/** Makes the reporter. @returns {import('@stryker-mutator/api/report').Reporter} */
function createReporter() {
  let [tried, missed] = [0, 0];
  return {
    onMutantTested({ status, statusReason, fileName, location, mutatorName, replacement = '' }) {
      if (status === 'CompileError' || status === 'Ignored') return;
      tried += 1;
      if (!isNoticed({ status, statusReason })) {
        missed += 1;
        console.log(`  ${sourceOf(fileName)}:${location.start.line} ${mutatorName} → ${replacement}`);
      }
      if (tried % 25 === 0) console.log(`  ${tried} tried, ${missed} of them not noticed`);
    },
  };
}

export const strykerPlugins = [declareFactoryPlugin(PluginKind.Reporter, 'tell-missed', createReporter)];
