import { find } from "../shared/element.ts";
import { reportLink } from "../shared/page-links.ts";
import { startSiteHeader } from "../shared/site-header.ts";
import { mountReader } from "./mount-reader.ts";
import { readReaderAddress } from "./reader-address.ts";

startSiteHeader();

const announcer = find("#announcer", HTMLElement);
const { reportId, place, broken, marker, citations } = readReaderAddress(location.pathname, location.search);
const at = citations.findIndex(
  (cited) => cited.marker === marker && cited.reportId === reportId && cited.start === place?.start,
);

mountReader(find("#reader", HTMLElement), {
  reportId,
  citations,
  place,
  brokenLink: broken,
  at: at === -1 ? undefined : at,
  announce: (message) => {
    announcer.textContent = message;
  },
  onPlace: (shown) => {
    document.title = `${shown.title} · 法问`;
    // The address always leads to what is lit; going back leaves the reader, not each sentence.
    history.replaceState(null, "", reportLink({ reportId: shown.reportId, ...shown.place }, citations));
  },
});
