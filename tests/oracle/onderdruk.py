#!/usr/bin/env python3
"""onderdruk.py: what follows from the cells and totals of a table, by trying
every table of whole numbers.

Writes onderdruk_exact.csv, one table per line:
  verscherp  table with intervals and unknowns, and what is left of each cell
  onderdruk  table of counts, and the range that each count from 1 to drempel - 1
             has where every count except 0 is hidden: no protection can do more
"""
import csv
import itertools
import random
import sys

LIMIT = 60                      # larger than any total below


def text(cell):
    if cell is None:
        return 'NULL'
    low, high = cell
    return str(low) if low == high else '<5' if cell == (1, 4) else f'{low}..{high}'


def array(table, list_only):
    rows = ['{' + ','.join(text(c) for c in row) + '}' for row in table]
    return rows[0] if list_only else '{' + ','.join(rows) + '}'


def bounds(cell):
    return (0, LIMIT) if cell is None else cell


def fillings(cells, low, high):
    """All ways to fill one row within its bounds and those of its sum."""
    ranges = [range(a, min(b, high) + 1) for a, b in cells]
    rest = [(sum(r.start for r in ranges[i:]), sum(r.stop - 1 for r in ranges[i:])) for i in range(len(ranges) + 1)]

    def fill(i, total):
        if total + rest[i][0] > high or total + rest[i][1] < low:
            return
        if i == len(ranges):
            yield ()
            return
        for value in ranges[i]:
            for more in fill(i + 1, total + value):
                yield (value,) + more
    return list(fill(0, 0))


def derive(table):
    """The bounds of every cell over all tables that fit; None where none fits."""
    rows, columns = len(table), len(table[0])
    inner = [[bounds(c) for c in row[:-1]] for row in table[:-1]]
    row_total = [bounds(row[-1]) for row in table[:-1]]
    column_total = [bounds(c) for c in table[-1][:-1]]
    total = bounds(table[-1][-1])
    found = None

    def extend(i, filled, sums):
        nonlocal found
        if any(s > b for s, (_, b) in zip(sums, column_total)) or sum(sums) > total[1]:
            return
        if i < rows - 1:
            for row in fillings(inner[i], *row_total[i]):
                extend(i + 1, filled + [row + (sum(row),)], [s + v for s, v in zip(sums, row)])
            return
        if any(s < a for s, (a, _) in zip(sums, column_total)) or sum(sums) < total[0]:
            return
        whole = filled + [tuple(sums) + (sum(sums),)]
        if found is None:
            found = [[(v, v) for v in row] for row in whole]
        else:
            found = [[(min(a, v), max(b, v)) for (a, b), v in zip(fr, wr)] for fr, wr in zip(found, whole)]
    extend(0, [], [0] * (columns - 1))
    return found


def with_totals(inner):
    rows = [list(row) + [sum(row)] for row in inner]
    return rows + [[sum(column) for column in zip(*rows)]]


def loosen(random_, value, chance):
    """A cell as somebody may publish it."""
    kind = random_.random()
    if kind < chance:
        if 1 <= value <= 4 and random_.random() < 0.7:
            return (1, 4)
        return (max(0, value - random_.randrange(3)), value + random_.randrange(3))
    return None if kind < chance * 1.4 else (value, value)


def main():
    random_ = random.Random(20241001)
    out = csv.writer(sys.stdout, lineterminator='\n')
    out.writerow(['functie', 'drempel', 'tabel', 'verwacht'])
    done = 0
    while done < 400:
        list_only = random_.random() < 0.2
        rows, columns = (1, random_.randint(2, 4)) if list_only else (random_.randint(1, 3), random_.randint(1, 3))
        inner = [[random_.choice([0, 1, 2, 3, 4, 5, 7]) for _ in range(columns)] for _ in range(rows)]
        table = [[loosen(random_, v, 0.45 if i < rows and j < columns else 0.15) for j, v in enumerate(row)]
                 for i, row in enumerate(with_totals(inner))]
        if list_only:
            table[1] = [None] * (columns + 1)
        free = sum(c is None for row in table[:-1] for c in row[:-1])
        if free > 3 or (free and None in [row[-1] for row in table[:-1]] and None in table[-1]):
            continue
        if random_.random() < 0.1:
            i, j = random_.randrange(rows), random_.randrange(columns)
            table[i][j] = (8, 8)            # mostly fits nowhere
        result = derive(table)
        if result and any(b >= LIMIT for row in result for _, b in row):
            continue
        out.writerow(['verscherp', '', array(table, list_only),
                      array(result, list_only) if result else ''])
        done += 1
    done = 0
    while done < 400:
        drempel = random_.choice([3, 4, 5])
        list_only = random_.random() < 0.2
        rows, columns = (1, random_.randint(1, 5)) if list_only else (random_.randint(2, 3), random_.randint(2, 3))
        inner = [[random_.choice([0, 0, 1, 1, 2, 3, 4, 5, 6, 8]) for _ in range(columns)] for _ in range(rows)]
        if not list_only and sum(v > 0 for row in inner for v in row) > 7:
            continue
        whole = with_totals(inner)

        def is_small(v):
            return 0 < v < drempel
        hidden = [[(v, v) if v == 0 else (None if i < rows and j < columns else (1, drempel - 1) if is_small(v) else (v, v))
                   for j, v in enumerate(row)] for i, row in enumerate(whole)]
        if list_only:
            hidden[1] = [None] * (columns + 1)
        result = derive(hidden)
        best = [[None if not is_small(v) else (max(a, 1), min(b, drempel - 1)) for v, (a, b) in zip(row, found)]
                for row, found in zip(inner, result)]
        out.writerow(['onderdruk', drempel, array([[(v, v) for v in row] for row in inner], list_only), array(best, list_only)])
        done += 1


main()
