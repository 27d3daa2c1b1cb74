/** What a dragged palette item carries: the node's type. In lower case, as browsers make it. */
export const nodeTypeMime = "application/x-heddle-node-type";
