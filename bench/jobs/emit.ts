import { emitYaml, type YamlMapping } from "kumiki";
import { stringify } from "yaml";
import { objectsIn } from "../outputs.ts";
import { processorTime } from "./processor-time.ts";

/** The processor time of writing every object of an output as YAML, once in this fresh process and then warm: the least of some passes. */
export const timeEmit = (
  tool: "kumiki" | "yaml",
  output: string,
): { readonly first: number; readonly warm: number } => {
  const objects = [...objectsIn(output).values()];
  const pass = (): number =>
    processorTime(() => {
      for (const object of objects) EMITTERS[tool](object);
    });
  const first = pass();
  const warm = Math.min(...Array.from({ length: tool === "kumiki" ? 20 : 4 }, pass));
  return { first, warm };
};

const EMITTERS = {
  kumiki: (object: unknown): string => emitYaml(object as YamlMapping),
  // As cdk8s calls it.
  yaml: (object: unknown): string => stringify(object, { keepUndefined: true, version: "1.1", lineWidth: 0 }),
};
