// What scripts that build parts of a page share: nodes, numbers with their noun, and files that come later.
"use strict";

window.nodes = {
  // A node with properties, or attributes where it has no such property, and children; null is none.
  element(name, properties = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in made) made[key] = value;
      else made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== null));
    return made;
  },

  count: (number, one, many = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`,

  // Puts a script or a style sheet into the head, before a node or at its end, and waits until it is there.
  loaded(node, before = null) {
    return new Promise((resolve, reject) => {
      node.addEventListener("load", resolve);
      node.addEventListener("error", reject);
      document.head.insertBefore(node, before);
    });
  },
};
