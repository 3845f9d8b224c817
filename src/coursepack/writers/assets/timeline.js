"use strict";
window.timeline = new TL.Timeline("timeline", JSON.parse(document.getElementById("data").textContent), {
  font: null,
  language: "en",
  script_path: "./",
  hash_bookmark: false,
  timenav_height_percentage: 35,
});
