#!/usr/bin/python3
"""Data sets for tests/sql/alfa_oracle.sql, and what must come out, exactly.

Writes alfa_data.csv (set,scale,weight,items) and alfa_exact.csv
(set,method,what,item,value) beside itself. The answers and weights are the
exact binary numbers that PostgreSQL reads; all sums are fractions, and only the
result is rounded. alfa.R adds what psych says about the same data.
"""
import csv
import os
import random
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 60
HERE = os.path.dirname(os.path.abspath(__file__))

# name, respondents, items, scale, share missing, weighted, offset
SETS = [
    ('likert5', 30, 5, 'int', 0, False, 0),
    ('likert5_missing', 40, 5, 'int', 0.1, False, 0),
    ('likert3', 25, 4, 'int', 0, False, 0),
    ('likert3_missing', 60, 8, 'int', 0.15, False, 0),
    ('likert_weighted', 30, 5, 'int', 0, True, 0),
    ('likert_weighted_missing', 40, 6, 'int', 0.1, True, 0),
    ('three', 12, 3, 'int', 0, False, 0),
    ('three_missing', 20, 3, 'int', 0.2, False, 0),
    ('wide', 50, 20, 'int', 0, False, 0),
    ('wide_missing', 90, 20, 'int', 0.02, False, 0),
    ('noise', 40, 6, 'noise', 0, False, 0),
    ('opposed', 40, 4, 'opposed', 0, False, 0),
    ('opposed_missing', 40, 4, 'opposed', 0.1, False, 0),
    ('large', 30, 5, 'large', 0, False, 0),
    ('real', 30, 5, 'real', 0, False, 0),
    ('real_missing', 40, 5, 'real', 0.1, False, 0),
    ('real_weighted', 30, 5, 'real', 0, True, 0),
    ('real_weighted_missing', 40, 5, 'real', 0.1, True, 0),
    ('small', 30, 4, 'small', 0, False, 0),
    ('scales', 30, 4, 'scales', 0, False, 0),
    ('offset', 30, 5, 'real', 0, False, 1e9),
    ('offset_missing', 40, 5, 'real', 0.1, False, 1e9),
    ('offset_weighted', 30, 5, 'real', 0, True, 1e9),
    ('offset_weighted_missing', 40, 5, 'real', 0.1, True, -1e9),
    ('offset_outlier', 30, 4, 'outlier', 0, False, 1e9),
]


def answer(rng, kind, trait, item, respondent, offset):
    x = trait + rng.gauss(0, 1)
    if kind == 'int':
        return max(1, min(5, round(3 + x)))
    if kind == 'noise':
        return rng.randint(1, 5)
    if kind == 'opposed':
        return max(1, min(5, round(3 + (x if item % 2 else -x))))
    if kind == 'large':
        return max(-32768, min(32767, round(15000 * x)))
    if kind == 'small':
        return 1e-12 * x
    if kind == 'scales':
        return 10.0 ** item * x
    if kind == 'outlier' and respondent == 0:
        return x
    return offset + x


def dataset(nr, n, k, kind, missing, weighted, offset):
    rng = random.Random(20240 + nr)
    rows = []
    for respondent in range(n):
        trait = rng.gauss(0, 1)
        items = [None if rng.random() < missing else
                 answer(rng, kind, trait, i, respondent, offset) for i in range(k)]
        rows.append((rng.choice([0.25, 0.5, 1.1, 2.0, 3.7]) if weighted else None, items))
    return rows


def covariance(rows, i, j):
    """Weighted covariance of two items over who answered both, n/(n-1)."""
    both = [(w, items[i], items[j]) for w, items in rows
            if items[i] is not None and items[j] is not None]
    total = sum(w for w, _, _ in both)
    mean_i = sum(w * x for w, x, _ in both) / total
    mean_j = sum(w * y for w, _, y in both) / total
    products = sum(w * (x - mean_i) * (y - mean_j) for w, x, y in both)
    return products / total * Fraction(len(both), len(both) - 1)


def alpha(c, items):
    k = len(items)
    total = sum(c[i][j] for i in items for j in items)
    return Fraction(k, k - 1) * (1 - sum(c[i][i] for i in items) / total)


def item_rest(c, item, items):
    others = [i for i in items if i != item]
    rest = sum(c[i][j] for i in others for j in others)
    both = sum(c[item][i] for i in others)
    square = c[item][item] * rest
    return decimal(both) / (decimal(square)).sqrt()


def decimal(fraction):
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


def results(rows):
    items = range(len(rows[0][1]))
    c = [[covariance(rows, i, j) for j in items] for i in items]
    yield 'alpha', 0, decimal(alpha(c, items))
    for i in items:
        yield 'alpha_zonder', i + 1, decimal(alpha(c, [j for j in items if j != i]))
        yield 'item_rest', i + 1, item_rest(c, i, items)


def main():
    with open(os.path.join(HERE, 'alfa_data.csv'), 'w', newline='') as data, \
            open(os.path.join(HERE, 'alfa_exact.csv'), 'w', newline='') as exact:
        data = csv.writer(data, lineterminator='\n')
        exact = csv.writer(exact, lineterminator='\n')
        for nr, (name, n, k, kind, missing, weighted, offset) in enumerate(SETS):
            rows = dataset(nr, n, k, kind, missing, weighted, offset)
            whole = 'smallint' if kind in ('int', 'noise', 'opposed', 'large') else 'float8'
            for w, items in rows:
                data.writerow([name, whole, '' if w is None else w,
                               '{%s}' % ','.join('NULL' if x is None else repr(x) for x in items)])
            rows = [(Fraction(1 if w is None else w), [None if x is None else Fraction(x) for x in items])
                    for w, items in rows]
            for what, item, value in results([r for r in rows if None not in r[1]]):
                exact.writerow([name, 'lijstgewijs', what, item, '%.20e' % value])
            for what, item, value in results(rows):
                exact.writerow([name, 'paarsgewijs', what, item, '%.20e' % value])


main()
