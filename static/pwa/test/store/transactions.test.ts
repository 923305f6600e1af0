/** Read off the code: within a transaction nothing is awaited but what is asked of it. */

import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const STORE = new URL("../../src/store/", import.meta.url);
/** What a transaction is called wherever it is handed on. */
const TRANSACTIONS = ["writing", "joining"];

function isTransaction(node: ts.Node): boolean {
  return ts.isIdentifier(node) && TRANSACTIONS.includes(node.text);
}

function mentionsTransaction(node: ts.Node): boolean {
  return isTransaction(node) || (ts.forEachChild(node, mentionsTransaction) ?? false);
}

function takesTransaction(node: ts.Node): boolean {
  return ts.isFunctionLike(node) && node.parameters.some(({ name }) => isTransaction(name));
}

/** Where something else is awaited, as `line: code`. */
function foreignAwaits(code: string): readonly string[] {
  const file = ts.createSourceFile("code.ts", code, ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node, isWithin: boolean): void => {
    const isIn = isWithin || takesTransaction(node);
    if (isIn && ts.isAwaitExpression(node) && !mentionsTransaction(node.expression)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${line + 1}: ${node.getText()}`);
    }
    ts.forEachChild(node, (child) => visit(child, isIn));
  };
  visit(file, false);
  return found;
}

/** What is given to `write` and does not call its transaction by its name. */
function namelessWrites(code: string): readonly string[] {
  const file = ts.createSourceFile("code.ts", code, ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /\.write(IfRoom)?$/.test(node.expression.getText())) {
      const work = node.arguments[1];
      if (work !== undefined && ts.isArrowFunction(work) && !takesTransaction(work)) {
        found.push(work.getText());
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const MODULES = readdirSync(STORE).filter((name) => name.endsWith(".ts"));

describe("FM-also: a transaction", () => {
  it.each(MODULES)("in %s awaits nothing foreign", (name) => {
    expect(foreignAwaits(readFileSync(new URL(name, STORE), "utf8"))).toEqual([]);
  });

  it.each(MODULES)("in %s goes by its name", (name) => {
    expect(namelessWrites(readFileSync(new URL(name, STORE), "utf8"))).toEqual([]);
  });

  it("that awaits something else is found", () => {
    const bad = "store.write(n, async (writing) => { await crypto.subtle.digest('x', y); })";

    expect(foreignAwaits(bad)).toEqual(["1: await crypto.subtle.digest('x', y)"]);
    expect(namelessWrites("store.write(n, async (other) => { await fetch(x); })")).toHaveLength(1);
  });
});
