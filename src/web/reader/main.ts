import { find } from "../shared/element.ts";
import { startSiteHeader } from "../shared/site-header.ts";
import { mountReader } from "./mount-reader.ts";
import { readerLink, readReaderAddress } from "./reader-address.ts";

startSiteHeader();

// Large print and narrow screens break the header into two lines; what sticks below it has to know.
const header = find(".site-header", HTMLElement);
new ResizeObserver(() => {
  const isSticky = getComputedStyle(header).position === "sticky";
  document.documentElement.style.setProperty("--header-shown", `${isSticky ? header.offsetHeight : 0}px`);
}).observe(header);

const announcer = find("#announcer", HTMLElement);
const { reportId, place, marker, citations } = readReaderAddress(location.pathname, location.search);
const at = citations.findIndex(
  (cited) => cited.marker === marker && cited.reportId === reportId && cited.start === place?.start,
);

mountReader(find("#reader", HTMLElement), {
  reportId,
  citations,
  place,
  at: at === -1 ? undefined : at,
  announce: (message) => {
    announcer.textContent = message;
  },
  onPlace: (shown) => {
    document.title = `${shown.title} · 法问`;
    // The address always leads to what is lit; going back leaves the reader, not each sentence.
    history.replaceState(null, "", readerLink(shown.reportId, shown.place, citations));
  },
});
