// Fills in the time zone that the browser knows; without it one is chosen by hand.
(function () {
  "use strict";
  var field = document.querySelector("select[data-guess]");
  if (!field || field.value || !window.Intl) { return; }
  var zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone) { return; }
  field.value = zone;
  if (field.value !== zone) {
    field.add(new Option(zone.replace(/_/g, " "), zone, true, true), 1);
  }
})();
