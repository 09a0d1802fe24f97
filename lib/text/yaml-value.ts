/** What YAML text can hold here: the values of JSON. A member that is `undefined` is left out, as in JSON. */
export type YamlValue = string | number | boolean | null | readonly YamlValue[] | YamlMapping;

/** A mapping of YAML; its members are written in the order in which they stand. */
export interface YamlMapping {
  readonly [key: string]: YamlValue | undefined;
}
