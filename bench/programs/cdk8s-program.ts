import { synthSites } from "./cdk8s-sites.ts";
import { kubeApp } from "./kube-app.ts";

// As every program of cdk8s does, of generated kinds.
synthSites(kubeApp);
