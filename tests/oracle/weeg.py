#!/usr/bin/python3
"""Data sets for tests/sql/weeg_oracle.sql, and the weights that must come out.

Writes weeg_sample.csv (set,respondent,a,b,c,begin), weeg_margins.csv
(set,variabele,categorie,aantal) and weeg_exact.csv (set,respondent,gewicht)
beside itself. Raking here works on a table of cells, not on respondents, in 50
digits, until no margin is off by more than 1e-40. weeg.R adds what R's survey
says about the same data.
"""
import csv
import os
import random
from collections import defaultdict
from decimal import Decimal, getcontext

getcontext().prec = 50
HERE = os.path.dirname(os.path.abspath(__file__))
LETTERS = 'abc'


def split(total, parts, rng):
    """A whole number as so many positive whole numbers, none far smaller."""
    shares = [rng.uniform(0.4, 1.6) for _ in range(parts)]
    numbers = [max(1, int(total * share / sum(shares))) for share in shares]
    numbers[0] += total - sum(numbers)
    return numbers


def make(number):
    """One set: rows of (key, categories, begin weight), and the margins."""
    rng = random.Random(20251000 + number)
    sizes = [rng.randint(2, 4) for _ in range(1 + number % 3)]
    weighted = number % 2 == 0
    total = rng.randint(1000, 100000) + (10 ** 9 if number % 5 == 0 else 0)
    rows = []
    for respondent in range(1, rng.randint(35, 60)):
        cell = [rng.choices(range(size), range(1, size + 1))[0] for size in sizes]
        # The first rows see to it that no category is empty.
        cell = [respondent % size if respondent <= 8 else c
                for c, size in zip(cell, sizes)]
        begin = Decimal(rng.randint(100, 3000)) / 1000 if weighted else Decimal(1)
        rows.append((respondent, cell, begin))
    return rows, [split(total, size, rng) for size in sizes]


def rake(rows, margins):
    """The weights of the rows, from factors per category; None if too slow."""
    cells = defaultdict(Decimal)
    for _, cell, begin in rows:
        cells[tuple(cell)] += begin
    factor = [[Decimal(1)] * len(margin) for margin in margins]
    for _ in range(3000):
        gap = Decimal(0)
        for v, margin in enumerate(margins):
            sums = [Decimal(0)] * len(margin)
            for cell, weight in cells.items():
                for w, c in enumerate(cell):
                    weight *= factor[w][c]
                sums[cell[v]] += weight
            for c, target in enumerate(margin):
                gap = max(gap, abs(sums[c] / target - 1))
                factor[v][c] *= target / sums[c]
        if gap < Decimal('1e-40'):
            break
    else:
        raise SystemExit('a set does not converge')
    weights = []
    for _, cell, weight in rows:
        for v, c in enumerate(cell):
            weight *= factor[v][c]
        weights.append(weight)
    return weights


def writer(name):
    """A CSV file beside this one."""
    return csv.writer(open(os.path.join(HERE, name), 'w', newline=''),
                      lineterminator='\n')


def main():
    """Writes the three files."""
    sample, margins_file, exact = map(writer, (
        'weeg_sample.csv', 'weeg_margins.csv', 'weeg_exact.csv'))
    for number in range(1, 25):
        rows, margins = make(number)
        for v, margin in enumerate(margins):
            for c, target in enumerate(margin):
                margins_file.writerow((number, LETTERS[v], f'{LETTERS[v]}{c}', target))
        for (respondent, cell, begin), weight in zip(rows, rake(rows, margins)):
            names = [f'{LETTERS[v]}{c}' for v, c in enumerate(cell)]
            sample.writerow([number, respondent] + names
                            + [''] * (3 - len(names)) + [begin])
            exact.writerow((number, respondent, f'{weight:.20g}'))


if __name__ == '__main__':
    main()
