/**
 * What tests with real media have in common: pages that are bundled and served, tabs, and the contract in them.
 *
 * @packageDocumentation
 */
export { openContractLab, type ContractLab, type ContractLabOptions } from './contract-lab.ts';
export { ContractTab, type Answer } from './contract-tab.ts';
export { describeBrowserContract, type BrowserContractOptions } from './describe-browser-contract.ts';
export { keepReport } from './keep-report.ts';
export { servePages, type PageServer } from './page-server.ts';
