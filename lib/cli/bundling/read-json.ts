import type { Plugin } from "rolldown";

/** Lets a JSON file begin with a byte order mark, as Node does, and names one that is broken, which the bundler would not. */
export const readJson = (): Plugin => ({
  name: "kumiki-read-json",
  transform(code, id) {
    if (!/^[^\0].*\.json$/.test(id)) return null;
    const text = code.replace(/^\uFEFF/, "");
    try {
      JSON.parse(text);
    } catch (error) {
      return this.error({ message: (error as Error).message, id });
    }
    return text === code ? null : { code: text, map: null };
  },
});
