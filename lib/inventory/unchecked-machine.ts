import type { Machine } from "./machine.ts";

/** A machine as a program stated it: `synth` does not check types, so that each member may be anything. */
export type UncheckedMachine = { readonly [M in Exclude<keyof Machine, "name">]?: unknown } & { readonly name: string };
