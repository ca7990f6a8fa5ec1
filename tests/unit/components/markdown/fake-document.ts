/** The least of a DOM that React needs to mount and update: no layout, no events, no HTML parser. */
class FakeNode {
  readonly childNodes: FakeNode[] = [];
  parentNode: FakeNode | null = null;
  readonly style = { setProperty: () => {} };
  readonly namespaceURI = 'http://www.w3.org/1999/xhtml';
  readonly nodeType: number;
  readonly nodeName: string;
  readonly ownerDocument: FakeNode | null;
  nodeValue = '';

  constructor(nodeType: number, nodeName: string, ownerDocument: FakeNode | null) {
    this.nodeType = nodeType;
    this.nodeName = nodeName;
    this.ownerDocument = ownerDocument;
  }

  get tagName() {
    return this.nodeName;
  }
  get firstChild() {
    return this.childNodes[0] ?? null;
  }
  get lastChild() {
    return this.childNodes.at(-1) ?? null;
  }
  get textContent(): string {
    return this.nodeType === 3
      ? this.nodeValue
      : this.childNodes.map((n) => n.textContent).join('');
  }
  set textContent(text: string) {
    this.childNodes.length = 0;
    if (text) this.appendChild(this.createTextNode(text));
  }
  appendChild(child: FakeNode) {
    return this.insertBefore(child, null);
  }
  insertBefore(child: FakeNode, before: FakeNode | null) {
    child.parentNode?.removeChild(child);
    const index = before ? this.childNodes.indexOf(before) : this.childNodes.length;
    this.childNodes.splice(index, 0, child);
    child.parentNode = this;
    return child;
  }
  removeChild(child: FakeNode) {
    this.childNodes.splice(this.childNodes.indexOf(child), 1);
    child.parentNode = null;
    return child;
  }
  createElement(name: string) {
    return new FakeNode(1, name.toUpperCase(), this);
  }
  createElementNS(_namespace: string, name: string) {
    return new FakeNode(1, name, this);
  }
  createTextNode(text: string) {
    const node = new FakeNode(3, '#text', this);
    node.nodeValue = text;
    return node;
  }
  setAttribute() {}
  removeAttribute() {}
  addEventListener() {}
  removeEventListener() {}
}

/** React calls no more of an element than the stand-in has; its type asks for all of the DOM. */
function isElement(node: object): node is Element {
  return node instanceof FakeNode;
}

/** A document and an element in it to mount into. */
export function fakeDocument() {
  const document = new FakeNode(9, '#document', null);
  const container: object = document.createElement('div');
  if (!isElement(container)) throw new Error('not an element');
  return { document, container };
}
