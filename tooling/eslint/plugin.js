import { apart } from './rules/apart.js';
import { boundaries } from './rules/boundaries.js';
import { docOpenings } from './rules/doc-openings.js';
import { floors } from './rules/floors.js';
import { houseWordsRule } from './rules/house-words.js';
import { noCycle } from './rules/no-cycle.js';
import { noVendorWords } from './rules/no-vendor-words.js';
import { relativeExtension } from './rules/relative-extension.js';

/** The rules that only this repository needs. */
export const jackfieldPlugin = {
  meta: { name: 'jackfield' },
  rules: {
    apart,
    boundaries,
    floors,
    'doc-openings': docOpenings,
    'house-words': houseWordsRule,
    'no-cycle': noCycle,
    'no-vendor-words': noVendorWords,
    'relative-extension': relativeExtension,
  },
};
