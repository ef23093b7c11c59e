// Runs in the head of every page, before anything is painted, so that nobody who chose 深色 sees a white flash. Built
// as a classic script of its own; keep it tiny.
import { applyDisplayChoice, readDisplayChoice } from "./display-choice.ts";

applyDisplayChoice(readDisplayChoice());
