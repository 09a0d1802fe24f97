import { Project } from "kumiki";
import { plusSites } from "./plus-sites.ts";

const project = new Project({ defaults: "2026-11" });
plusSites(project, Number(process.env["BENCH_SITES"]));

// The same sites under a project.
export default project;
