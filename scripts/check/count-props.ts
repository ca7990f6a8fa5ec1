import ts from 'typescript';

/** Members of a type as far as this file shows it; a type from elsewhere counts nothing. */
function countMembers(tree: ts.SourceFile, type: ts.TypeNode): number {
  if (ts.isTypeLiteralNode(type)) return type.members.length;
  if (ts.isIntersectionTypeNode(type)) {
    return type.types.reduce((sum, part) => sum + countMembers(tree, part), 0);
  }
  if (!ts.isTypeReferenceNode(type)) return 0;
  const name = type.typeName.getText(tree);
  if (name === 'Readonly' && type.typeArguments?.[0]) {
    return countMembers(tree, type.typeArguments[0]);
  }
  for (const statement of tree.statements) {
    if (ts.isInterfaceDeclaration(statement) && statement.name.text === name) {
      return statement.members.length;
    }
    if (ts.isTypeAliasDeclaration(statement) && statement.name.text === name) {
      return countMembers(tree, statement.type);
    }
  }
  return 0;
}

/**
 * How many props a component takes, by its first parameter's type or pattern. Anything not named like
 * a component has none.
 */
export function countProps(
  tree: ts.SourceFile,
  component: ts.SignatureDeclaration,
  name: string,
): number {
  const [props] = component.parameters;
  if (!props || !/^[A-Z]/.test(name)) return 0;
  const destructured = ts.isObjectBindingPattern(props.name) ? props.name.elements.length : 0;
  return Math.max(destructured, props.type ? countMembers(tree, props.type) : 0);
}
