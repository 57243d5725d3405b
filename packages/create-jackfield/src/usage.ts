/** The text of `--help`. */
export const usage = `create-jackfield: a call app, or an adapter for an RTC vendor, that runs at once

  npm create jackfield@latest app [FOLDER] -- [--template NAME]
  npm create jackfield@latest adapter [FOLDER] -- [--vendor NAME]

  app                a call in two tabs without a server, for any vendor   (FOLDER: jackfield-app)
  adapter            an adapter with port, double, rig, contract and CI    (FOLDER: adapter-acme)

  -t, --template T   how the app is drawn: vanilla, svelte or react        (default vanilla)
  --vendor NAME      the vendor in one word of small letters and digits    (default from FOLDER)
  --name NAME        the name in package.json                              (default from FOLDER)
  --packages DIR     install Jackfield's packages from tarballs there      (default the registry)
  -y, --yes          ask nothing: what is not said is as usual
  -h, --help         this text
  -v, --version      the version

Questions are asked in a terminal only. The folder must be empty, or not there yet.`;
