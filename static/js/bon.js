/* The photo of a receipt: made smaller before it is sent, and shown small. Without it the photo goes as it is. */
(() => {
  "use strict";
  const ZIJDE = 2000, GENOEG = 1500000;
  const kleiner = async (bestand, zijde) => {
    const beeld = await createImageBitmap(bestand, { imageOrientation: "from-image" });
    const maat = Math.min(1, zijde / Math.max(beeld.width, beeld.height)), doek = document.createElement("canvas");
    doek.width = Math.round(beeld.width * maat);
    doek.height = Math.round(beeld.height * maat);
    doek.getContext("2d").drawImage(beeld, 0, 0, doek.width, doek.height);
    return doek;
  };
  const naar = (doek) => new Promise((klaar) => { doek.toBlob(klaar, "image/jpeg", 0.85); });
  const toon = (vlak, doek) => {
    const beeld = vlak.querySelector("img") ?? document.createElement("img");
    beeld.alt = "";
    beeld.src = doek.toDataURL("image/jpeg", 0.7);
    vlak.querySelector(".i")?.remove();
    vlak.prepend(beeld);
  };
  const verwerk = async (veld) => {
    if (veld?.id !== "id_foto" || !veld.files.length) return;
    const vlak = veld.closest(".fotoveld").querySelector(".fotovlak"), tekst = vlak.querySelector("[data-fototekst]");
    const bestand = veld.files[0], anders = () => veld.files[0] !== bestand; /* another photo was chosen since */
    tekst.textContent = tekst.dataset.klaar;
    vlak.classList.add("klaar");
    try {
      const beeld = await kleiner(bestand, 240);
      if (anders()) return;
      toon(vlak, beeld);
      if (bestand.size <= GENOEG && /jpe?g|png|webp/.test(bestand.type)) return;
      const klein = await naar(await kleiner(bestand, ZIJDE)), houder = new DataTransfer();
      if (anders()) return;
      houder.items.add(new File([klein], "bon.jpg", { type: "image/jpeg" }));
      veld.files = houder.files;
    } catch {
      if (!anders()) vlak.querySelector("img")?.remove();
      /* Not an image this browser reads: the server says what to do. */
    }
  };
  document.addEventListener("change", (e) => verwerk(e.target));
  verwerk(document.getElementById("id_foto")); /* who was quicker than this script */
})();
