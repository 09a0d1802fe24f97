import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { shellWord } from "../../provisioners/shell-word.ts";
import { relativePath } from "../../text/relative-path.ts";
import { foldersUpwards } from "../loading/find-upwards.ts";
import { isOutputKeptOut } from "../new-project/is-kept-out.ts";
import { kumikiSource } from "../new-project/kumiki-source.ts";
import { type ProjectPlan, planProject } from "../new-project/plan-project.ts";
import { readTemplate } from "../new-project/read-template.ts";
import { writeProject } from "../new-project/write-project.ts";
import { PACKAGE_FOLDER, VERSION } from "../own-package.ts";
import { CommandError, type ExitCode, type Terminal } from "../terminal.ts";

/** `kumiki init [DIR]`: writes a project that works, and says what to do next. Overwrites nothing. */
export const runInit = (given: string | undefined, terminal: Terminal): ExitCode => {
  const folder = resolve(terminal.cwd, given ?? ".");
  const shown = relativePath(terminal.cwd, folder);
  const name = shown === "" ? "this folder" : shown;
  const nearest = foldersUpwards(folder).find((path) => existsSync(path));
  if (nearest !== undefined && !statSync(nearest).isDirectory())
    throw new CommandError(
      `Cannot make a project in ${name}: ${nearest} is no folder; name another, or none for this one`,
    );
  const source = kumikiSource({ folder: PACKAGE_FOLDER, version: VERSION }, folder);
  const isKeptOut = nearest !== undefined && isOutputKeptOut(folder, nearest);
  const plan = planProject(folder, templateFor(source, isKeptOut));
  if (plan.obstacles.length > 0)
    throw new CommandError(
      `Cannot make a project in ${name}: nothing is overwritten, and found ${plan.obstacles.join(", ")}; ` +
        "move that away, or name a new folder: kumiki init DIR",
    );
  writeProject(folder, plan);
  terminal.stderr(`${describe(plan, name)}\n`);
  terminal.stdout(nextSteps(shown, source));
  return 0;
};

const templateFor = (source: string, isKeptOut: boolean) =>
  readTemplate().map((file) => {
    if (file.path === "package.json")
      return { ...file, text: file.text.replace(`"^${VERSION}"`, JSON.stringify(source)) };
    return file.path === ".gitignore" && isKeptOut ? { ...file, text: `${file.text}!/dist/\n` } : file;
  });

const describe = ({ created, completed, kept }: ProjectPlan, name: string): string =>
  [
    `${name}: ${created.length} files written`,
    ...completed.map(({ path }) => `${path} completed`),
    ...kept.map((path) => `${path} left as it is`),
  ].join("; ");

/** A folder as a shell takes it for one word, and for no home; and `cd` for no option. */
const inShell = (folder: string): string => shellWord(/^[-~]/.test(folder) ? `./${folder}` : folder);

const nextSteps = (shown: string, source: string): string => `
Next:
${shown === "" ? "" : `  cd ${inShell(shown)}\n`}  npm install
  edit main.ts           the addresses, the login and the host in it are examples that nobody has
  npm run synth          writes dist/ from main.ts
  npm run check          types, and that dist/ is what main.ts says
  npm test
  commit all of it       dist/ and package-lock.json too
  dist/home/README.md    has the commands that bring it all up, in order
${source.startsWith("file:") ? `\npackage.json takes kumiki from ${source.slice("file:".length)}: other machines, CI among them, need it there as well.\n` : ""}`;
