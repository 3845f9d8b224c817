"use strict";
// The same page, printed or shown, on any screen: 13.333 by 7.5 inches at 96 pixels.
const deck = new Reveal({
  width: 1280,
  height: 720,
  margin: 0,
  center: false,
  hash: true,
  help: false,
  pause: false,
  slideNumber: true,
  transition: "none",
  scrollLayout: "compact",
});
deck.initialize();
// Where a narrow screen shows all slides below each other, keys move them too.
document.body.tabIndex = 0;
// Whoever presents looks up what the source says, and where: the quotes of the slide.
deck.addKeyBinding(83, () => {
  deck.configure({ showNotes: !deck.getConfig().showNotes });
  deck.layout();
});
