import { createRequire, Module } from "node:module";

/**
 * Lets cdk8s start without the package `yaml`, which is half of what loading cdk8s costs and which nothing of ours calls: it
 * is loaded when a program first uses it, through `Yaml` of cdk8s or by itself. In the command's own process alone.
 */
export const deferYaml = (): void => {
  const require = createRequire(import.meta.url);
  const path = tryResolveYaml(require);
  if (path === undefined || require.cache[path] !== undefined) return;
  const stand = new Module(path);
  stand.filename = path;
  stand.loaded = true;
  stand.exports = standIn(() => {
    if (require.cache[path] === stand) Reflect.deleteProperty(require.cache, path);
    return require(path) as object;
  });
  require.cache[path] = stand;
};

/** As cdk8s finds it. */
const tryResolveYaml = (require: NodeJS.Require): string | undefined => {
  try {
    return createRequire(require.resolve("cdk8s")).resolve("yaml");
  } catch {
    // Whoever needs it will say that it is missing.
    return undefined;
  }
};

/**
 * Whatever is asked of it is asked of the package, but for `__esModule`, which compiled TypeScript asks at once, to list all members of
 * what has none. `default` is then the package, as it is for CommonJS.
 */
const standIn = (load: () => object): object => {
  let loaded: object | undefined;
  const get = (): object => {
    loaded ??= load();
    return loaded;
  };
  return new Proxy(
    {},
    {
      get: (_, name): unknown => {
        if (name === "__esModule") return true;
        const found: unknown = Reflect.get(get(), name);
        return name === "default" ? (found ?? get()) : found;
      },
      has: (_, name) => Reflect.has(get(), name),
      ownKeys: () => Reflect.ownKeys(get()),
      getOwnPropertyDescriptor: (_, name) => {
        const found = Reflect.getOwnPropertyDescriptor(get(), name);
        return found === undefined ? undefined : { ...found, configurable: true };
      },
    },
  );
};
