"""One recogniser of speech a module, loaded when a recording is to be heard: their libraries are extras."""
