// A plugin of TypeDoc: modules are called as they are imported, not as their files are.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Converter } from 'typedoc';

/** @param {import('typedoc').Application} app */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, (context) => {
    for (const module of context.project.children ?? []) {
      const file = context.project.files.getReflectionPath(module);
      if (file !== undefined) module.name = importedAs(file) ?? module.name;
    }
  });
}

/** @param {string} file */
function importedAs(file) {
  const folder = dirname(file).replace(/\/src(\/.*)?$/, '');
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const source = `.${file.slice(folder.length)}`;
  const found = Object.entries(manifest.exports ?? {}).find(([, target]) =>
    JSON.stringify(target).includes(`"${source}"`),
  );
  return found && `${manifest.name}${found[0].slice(1)}`;
}
