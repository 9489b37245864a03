/** A pair of an assignment: the row `row` has the column `column`. */
export interface Pair {
  readonly row: number;
  readonly column: number;
}

/**
 * Assigns rows to columns one to one so that the sum of weights is the greatest there is, by the Hungarian
 * method with potentials (Kuhn, 1955): one row after the other is brought in along the cheapest chain of
 * reassignments.
 *
 * @param weights - one list a row, all of the same length; from 0 up
 * @returns pairs with a weight above 0, by row
 */
export function bestAssignment(weights: readonly (readonly number[])[]): Pair[] {
  const rows = weights.length;
  const columns = weights[0]?.length ?? 0;
  if (rows > columns) {
    const turned = Array.from({ length: columns }, (_, c) => weights.map((row) => row[c] as number));
    return bestAssignment(turned)
      .map(({ row, column }) => ({ row: column, column: row }))
      .sort((a, b) => a.row - b.row);
  }
  // Place 0 of each list stands for "none": the row that is being brought in waits there.
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    const slack = new Float64Array(columns + 1).fill(Infinity);
    const cameFrom = new Int32Array(columns + 1);
    const visited = new Uint8Array(columns + 1);
    let column = 0;
    while (rowOf[column] !== 0) {
      visited[column] = 1;
      const current = rowOf[column] as number;
      let least = Infinity;
      let next = 0;
      for (let c = 1; c <= columns; c++) {
        if (visited[c]) continue;
        const cost = -(weights[current - 1]?.[c - 1] as number);
        const reduced = cost - (rowPotential[current] as number) - (columnPotential[c] as number);
        if (reduced < (slack[c] as number)) {
          slack[c] = reduced;
          cameFrom[c] = column;
        }
        if ((slack[c] as number) < least) {
          least = slack[c] as number;
          next = c;
        }
      }
      for (let c = 0; c <= columns; c++) {
        if (visited[c]) {
          const visitedRow = rowOf[c] as number;
          rowPotential[visitedRow] = (rowPotential[visitedRow] as number) + least;
          columnPotential[c] = (columnPotential[c] as number) - least;
        } else slack[c] = (slack[c] as number) - least;
      }
      column = next;
    }
    while (column !== 0) {
      const before = cameFrom[column] as number;
      rowOf[column] = rowOf[before] as number;
      column = before;
    }
  }
  const pairs: Pair[] = [];
  for (let c = 1; c <= columns; c++) {
    const row = (rowOf[c] as number) - 1;
    if (row >= 0 && (weights[row]?.[c - 1] as number) > 0) pairs.push({ row, column: c - 1 });
  }
  return pairs.sort((a, b) => a.row - b.row);
}
