/**
 * A script to be loaded before all (`node --require`) that takes cdk8s's own synthesis out of every copy that is loaded: whoever
 * calls it fails.
 */
export const WITHOUT_SYNTHESIS: string = String.raw`
const { Module } = require("node:module");

const compile = Module.prototype._compile;

Module.prototype._compile = function (content, file, ...rest) {
  const isApp = /[/\\]cdk8s[/\\]lib[/\\]app\.js$/.test(file);
  return compile.call(this, isApp ? withoutSynthesis(content) : content, file, ...rest);
};

const STARTS = [
  "    synth() {",
  "    synthYaml() {",
  "    static _synthChart(chart) {",
  "\nfunction resolveDependencies(app, cache) {",
];

const withoutSynthesis = (content) =>
  STARTS.reduce((text, start) => {
    if (!text.includes(start)) throw new Error("cdk8s has no " + start);
    return text.replace(start, start + ' throw new Error("cdk8s itself synthesizes");');
  }, content);
`;
