import { configureGlobal } from "fast-check";

/**
 * Properties are tried on the same values in every run, so that a change is judged by what it changes. Others are drawn with
 * PROPERTY_SEED=<a number>; a value that fails becomes a test of its own.
 */
configureGlobal({ seed: Number(process.env["PROPERTY_SEED"] ?? 20_261_101) });
