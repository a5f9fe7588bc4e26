/* On the tablet of a room: after a quarter of an hour without a touch back to the names. A form that was being filled
   in goes along, so that its owner finds it back; the server saves nothing of it (kamers/tabletwacht.py). */
(() => {
  "use strict";
  const stil = Number(document.body.dataset.stil) * 1000;
  let laatst = Date.now(), bezig = null;
  const leef = () => { laatst = Date.now(); };
  ["pointerdown", "keydown", "scroll"].forEach((wat) => addEventListener(wat, leef, { passive: true }));
  ["input", "change"].forEach((wat) => addEventListener(wat, (e) => {
    leef();
    bezig = e.target.form?.method === "post" && !e.target.form.querySelector("[type=password]") ? e.target.form : null;
  }));
  const weg = () => {
    if (Date.now() - laatst < stil) return;
    if (!bezig?.isConnected) return void location.assign(document.body.dataset.namen);
    laatst = Date.now();
    const vlag = document.createElement("input");
    Object.assign(vlag, { type: "hidden", name: "_stil", value: "1" });
    bezig.append(vlag);
    bezig.submit();
  };
  document.querySelector(".wie-nu")?.addEventListener("submit", () => { document.cookie = "wie=;path=/;max-age=0"; }); /* also without internet */
  setInterval(weg, 1000);
  document.addEventListener("visibilitychange", weg);
})();
