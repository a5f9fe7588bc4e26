// The first field of a page with one form, for whoever has a mouse: a finger would only get the keyboard over the form.
"use strict";

if (matchMedia("(pointer: fine)").matches && !document.querySelector("[data-focus], .foutlijst")) {
  document.querySelector("form.kaart :is(input[type=text], textarea)")?.focus();
}
