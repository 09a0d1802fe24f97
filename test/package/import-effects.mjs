// Imports the modules that it is given, and prints what that changed of the world which other modules see: global names, the
// built-in objects, and the classes of cdk8s and constructs. Run where the modules are installed.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const [cdk8s, constructs] = [require("cdk8s"), require("constructs")];
// What these export stands behind accessors.
const WORLD = {
  globalThis,
  cdk8s,
  constructs,
  "exports of cdk8s": { ...cdk8s },
  "exports of constructs": { ...constructs },
};

/** Every object that can be reached by own members, by its path; accessors are named and not called. */
const reached = () => {
  const found = new Map();
  const waiting = Object.entries(WORLD);
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [path, object] = next;
    if (found.has(object)) continue;
    const members = Reflect.ownKeys(object).map((key) => [key, Object.getOwnPropertyDescriptor(object, key)]);
    found.set(object, { path, members });
    for (const [key, { value }] of members)
      if ((typeof value === "object" && value !== null) || typeof value === "function")
        waiting.push([`${path}.${String(key)}`, value]);
  }
  return found;
};

const isSame = (a, b) => Object.is(a.value, b.value) && a.get === b.get && a.set === b.set;

// Asking for Node's own lazy names (fetch, say) makes it set others: the first walk asks for all of them.
reached();
const before = reached();
for (const name of process.argv.slice(2)) await import(name);
const changed = [...before].flatMap(([object, { path, members }]) => {
  const earlier = new Map(members);
  const keys = new Set([...earlier.keys(), ...Reflect.ownKeys(object)]);
  return [...keys]
    .filter((key) => {
      const now = Object.getOwnPropertyDescriptor(object, key);
      const then = earlier.get(key);
      return now === undefined || then === undefined || !isSame(now, then);
    })
    .map((key) => `${path}.${String(key)}`);
});
process.stdout.write(JSON.stringify(changed));
