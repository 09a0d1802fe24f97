export { emitYaml } from "./text/emit-yaml.ts";
export type { OutputFile } from "./text/output-file.ts";
export { parseYaml } from "./text/parse-yaml.ts";
export type { YamlMapping, YamlValue } from "./text/yaml-value.ts";
