import { notRun, type NotRun } from '../run/applies.ts';
import { clauses } from '../clauses/clauses.ts';
import type { Clause } from '../clauses/clause.ts';
import { runClause } from '../run/run-clause.ts';
import type { WorldAction } from '../rig/world-action.ts';
import { saboteurs, type SaboteurName } from '../lies/saboteurs.ts';
import type { BrowserContract } from './browser-contract.ts';
import { browserRigs } from './browser-rig.ts';
import type { Proof } from '../rig/rig.ts';
import type { Residue } from './residue.ts';
import { installSideRealm } from './side-realm.ts';
import type { VendorWorldContext } from './vendor-world.ts';

/** A clause as the test process sees it. */
export interface PlannedClause extends Pick<Clause, 'id' | 'title' | 'level'> {
  /** What a rig must be able to bring about for it. */
  readonly world: readonly WorldAction[];
  /** Why it does not run here; undefined if it does. */
  readonly notRun: NotRun | undefined;
}

/** What the test process calls: `window.jackfieldContract`. All of it is plain data. */
export interface ContractPage {
  /** What is tested, and what its SDK leaves open in a page for good. */
  readonly about: {
    readonly name: string;
    readonly sdkVersion: string;
    readonly proof: Proof | undefined;
    readonly residue: readonly Residue[];
  };
  /** Every clause, and whether it runs here. */
  plan(): readonly PlannedClause[];
  /** Runs one clause, over a saboteur if one is named. Resolves with what is wrong, or undefined if the clause holds. */
  run(id: string, saboteur?: SaboteurName): Promise<string | undefined>;
}

/** Under this name the test process offers its functions: `(name, values) => Promise<result>`. */
const channel = 'jackfieldAsk';

/**
 * Makes a page run the contract. The page is HTML with one `<script type="module" src="…">`, whose module calls this; beside
 * it the address `blank` must give an empty HTML page. The same script runs in frames of that page, one for each side, each
 * with a copy of core, of the adapter and of the vendor's SDK. A test process opens the page and calls
 * `window.jackfieldContract`.
 */
export function serveContract(contract: BrowserContract): void {
  if (window.parent !== window) {
    installSideRealm(window, (context) => contract.createAdapter(context));
    return;
  }
  const ask: VendorWorldContext['ask'] = (name, ...values) => {
    const offered: unknown = Reflect.get(window, channel);
    if (typeof offered !== 'function')
      return Promise.reject(new Error(`The test process offers no ${channel}.`));
    return Promise.resolve(Reflect.apply(offered, window, [name, values]) as unknown);
  };
  const rigs = browserRigs(contract, ask);
  const { name, sdkVersion, proof, residue = [] } = contract;
  const page: ContractPage = {
    about: { name, sdkVersion, proof, residue },
    plan: () =>
      clauses.map((clause) => ({
        id: clause.id,
        title: clause.title,
        level: clause.level,
        world: clause.world ?? [],
        notRun: notRun(clause, rigs),
      })),
    async run(id, saboteur) {
      const clause = clauses.find((each) => each.id === id);
      if (!clause) return `There is no clause ${id}.`;
      try {
        await runClause(clause, rigs, saboteur ? { middleware: saboteurs[saboteur].middleware } : {});
        return undefined;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
  };
  Reflect.set(window, 'jackfieldContract', page);
}
