import { synthSites } from "./cdk8s-sites.ts";
import { objectApp } from "./object-app.ts";

// The same, of plain objects.
synthSites(objectApp);
