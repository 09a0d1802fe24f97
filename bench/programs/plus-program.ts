import { App } from "cdk8s";
import { benchDivision } from "./bench-division.ts";
import { plusSites } from "./plus-sites.ts";

// Sites of cdk8s-plus's constructs under cdk8s's App.
const app = new App({ yamlOutputType: benchDivision() });
plusSites(app, Number(process.env["BENCH_SITES"]));
app.synth();
