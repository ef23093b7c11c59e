import { startSiteHeader } from "../shared/site-header.ts";

startSiteHeader();
