/* Reads QR passes with the camera and sends each number through the form; the number field always works too. */
(() => {
  "use strict";
  const vak = document.querySelector("[data-scanner]");
  if (!vak) return;
  const beeld = vak.querySelector("video"), aan = vak.querySelector("[data-aan]"), uit = vak.querySelector("[data-uit]");
  const stand = vak.querySelector("[data-stand]");
  const PAUZE = 250, ZELFDE = 4000; // milliseconds: between two looks, and before the same pass counts as shown again
  let stroom = null, lezer = null, laatst = "", wanneer = 0;

  const zeg = (tekst) => { stand.textContent = tekst; };
  const stop = () => {
    stroom?.getTracks().forEach((spoor) => spoor.stop());
    stroom = null;
    beeld.hidden = uit.hidden = true;
    aan.hidden = false;
    zeg("");
  };
  const stuur = (nummer) => {
    const form = document.querySelector("[data-scanform]");
    if (!form || form.dataset.bezig) return false;
    form.elements.nummer.value = nummer;
    form.requestSubmit();
    return true;
  };
  const kijk = async () => {
    if (!stroom) return;
    try {
      const [code] = await lezer.detect(beeld);
      const nummer = code?.rawValue ?? "", nu = Date.now();
      if (nummer && (nummer !== laatst || nu - wanneer > ZELFDE) && stuur(nummer)) laatst = nummer;
      if (nummer && nummer === laatst) wanneer = nu;
    } catch (fout) {
      if (!(fout instanceof DOMException)) throw fout; // no picture yet: look again
    }
    setTimeout(kijk, PAUZE);
  };
  const kan = async () =>
    "BarcodeDetector" in window && navigator.mediaDevices?.getUserMedia &&
    (await BarcodeDetector.getSupportedFormats()).includes("qr_code");

  kan().then((goed) => {
    if (goed) return;
    aan.hidden = true;
    zeg(vak.dataset.geenLezer);
  });
  aan.addEventListener("click", async () => {
    try {
      stroom = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
    } catch (fout) {
      zeg(vak.dataset.geenCamera);
      return;
    }
    lezer = new BarcodeDetector({ formats: ["qr_code"] });
    beeld.srcObject = stroom;
    beeld.hidden = uit.hidden = false;
    aan.hidden = true;
    zeg(vak.dataset.zoekt);
    kijk();
  });
  uit.addEventListener("click", stop);
  addEventListener("pagehide", stop);

  /* Ready for the next pass: a scanner types the number and presses Enter. */
  const klaar = () => document.getElementById("scan-nummer")?.focus();
  document.addEventListener("htmx:afterSettle", (e) => { if (e.target.id === "scan") klaar(); });
})();
