import type { UserConfig } from 'vitepress';

/** Tells those who do not see the search what it is: a dialog with a list of links, which the Tab key goes through. */
const mends: readonly (readonly [RegExp, string])[] = [
  [
    /role="button"\s+:aria-owns="[^"]*"\s+aria-expanded="true"\s+aria-haspopup="listbox"\s+aria-labelledby="localsearch-label"/u,
    'role="dialog" aria-modal="true" :aria-label="buttonText"',
  ],
  [/:aria-activedescendant="[^"]*"\s+aria-autocomplete="both"\s+:aria-controls="[^"]*"/u, ''],
  [/:role="[^"]*'listbox'[^"]*"\s+:aria-labelledby="[^"]*"/u, ''],
  [/:aria-selected="[^"]*"\s+role="option"/u, ''],
  [/:aria-label="\[\.\.\.p\.titles, p\.title\]\.join\(' > '\)"/u, ''],
  // A sign of a key is a picture with a name.
  [/<kbd :aria-label/gu, '<kbd role="img" :aria-label'],
];

/** Makes the search of VitePress say what it is. Throws where a newer VitePress says something else: look at it again then. */
export const searchDialog: NonNullable<NonNullable<UserConfig['vite']>['plugins']>[number] = {
  name: 'search-is-a-dialog',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('/VPLocalSearchBox.vue')) return undefined;
    return mends.reduce((text, [said, is]) => {
      if (text.search(said) < 0) throw new Error(`The search box of VitePress no longer has ${said.source}`);
      return text.replace(said, is);
    }, code);
  },
};
