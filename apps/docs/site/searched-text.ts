import type { DefaultTheme } from 'vitepress';

/** Renders a document for the index of the search: code in it has no colours, which take most of the time. */
export const searchedText: NonNullable<DefaultTheme.LocalSearchOptions['_render']> = (
  text,
  env,
  markdown,
) => {
  const { highlight } = markdown.options;
  markdown.set({ highlight: null });
  try {
    const html = markdown.render(text, env);
    return env.frontmatter?.['search'] === false ? '' : html;
  } finally {
    markdown.set({ highlight: highlight ?? null });
  }
};
