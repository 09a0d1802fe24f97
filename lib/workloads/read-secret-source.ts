import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { rememberFilledValue } from "./filled-values.ts";

/**
 * Where a value of a Secret comes from when the program runs: a variable of its environment, or a file, relative to the folder
 * that the command runs in and taken byte for byte, a line's end included.
 */
export type SecretSource = { readonly env: string } | { readonly file: string };

/** A value, or why there is none; the value itself is in no message. */
export type SecretReading = { readonly value: Uint8Array } | { readonly wrong: string };

/** Reads a value, where a program asks for it by name, and remembers it. */
export const readSecretSource = (source: SecretSource): SecretReading => {
  const reading = readSource(source);
  if ("value" in reading) rememberFilledValue(reading.value);
  return reading;
};

const readSource = (source: SecretSource): SecretReading => {
  if (typeof source !== "object" || source === null) return { wrong: "something that is neither { env } nor { file }" };
  if ("env" in source && typeof source.env === "string") return readVariable(process.env[source.env]);
  if ("file" in source && typeof source.file === "string") return readFile(resolve(source.file));
  return { wrong: "something that is neither { env } nor { file }" };
};

/** A source, as messages name it: whoever hands over the value where its name belongs must not read it in a log. */
export const describeSource = (source: SecretSource): string => {
  if (typeof source !== "object" || source === null) return "a value";
  if ("env" in source) return `environment variable ${shownIf(VARIABLE, source.env)}`;
  return "file" in source ? `file ${shownIf(PATH, source.file)}` : "a value";
};

const shownIf = (form: RegExp, name: string): string =>
  typeof name === "string" && form.test(name) ? name : "(its name is not shown: it may be the value itself)";

/** As variables are called by custom. */
const VARIABLE = /^[A-Z_][A-Z0-9_]{0,63}$/;
/** From the root, from here, or with a short ending. */
const PATH = /^(?:\/|\.{1,2}\/)|^[\w-]+(?:\/[\w.-]+)*\.\w{1,5}$/;

/** The most that a Secret may hold, in bytes. */
export const MAX_SECRET_BYTES: number = 1024 * 1024;

const readVariable = (value: string | undefined): SecretReading => {
  if (value === undefined) return { wrong: "no such variable" };
  // What a CI's job gets for a secret that it has not.
  return value === "" ? { wrong: "an empty one" } : { value: Buffer.from(value, "utf8") };
};

const readFile = (path: string): SecretReading => {
  try {
    const { size } = statSync(path);
    if (size > MAX_SECRET_BYTES) return { wrong: "more than 1 MiB" };
    const value = readFileSync(path);
    return value.length === 0 ? { wrong: "an empty one" } : { value };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { wrong: WRONG[code] ?? code };
  }
};

const WRONG: Readonly<Record<string, string>> = {
  EACCES: "one that may not be read",
  EISDIR: "a folder",
  ENOENT: "no such file",
  ENOTDIR: "no such file",
};
