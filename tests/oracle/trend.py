#!/usr/bin/env python3
"""trend.py: what trends are by exact rational arithmetic and enumeration.

Writes trend.csv, which tests/sql/trend_oracle.sql compares with the extension:

    tests/oracle/trend.py > tests/oracle/trend.csv

Kinds of series, always the same ones:
  decimaal   values of one decimal, computed as decimals: what float8 rounds
             may not change a sign
  float      random float8 values with offset 0 or 1e9, up to 64 years
  gelijk     values that repeat often, for p: every distinct order is tried up
             to 8 years, above that they are counted in whole numbers
  grens      bounds on multiples of 1/8: every corner for the linear rules,
             and for mann_kendall every way in which the values can lie
  decgrens   bounds of one decimal: every corner, linear rules only
"""
import csv
import itertools
import math
import random
import sys
from fractions import Fraction as F

RULES = ('ols', 'eerste_laatste', 'mann_kendall')


def sign(number):
    return (number > 0) - (number < 0)


def slope(years, values):
    mean_year = F(sum(years), len(years))
    mean = sum(values) / len(values)
    return (sum((x - mean_year) * (y - mean) for x, y in zip(years, values))
            / sum((x - mean_year) ** 2 for x in years))


def beyond(change, band):
    return 1 if change > band else -1 if change < -band else 0


def kendall(years, values, band=F(0)):
    return sum(beyond((values[j] - values[i]) / F(years[j] - years[i]), band)
               for i, j in itertools.combinations(range(len(years)), 2))


def direction(rule, years, values, band):
    if rule == 'ols':
        return beyond(slope(years, values), band)
    if rule == 'eerste_laatste':
        return beyond((values[-1] - values[0]) / F(years[-1] - years[0]), band)
    return sign(kendall(years, values, band))


def label(way, values, level):
    side = 'boven' if sum(values) / len(values) >= level else 'onder'
    return {1: 'stijgend_', -1: 'dalend_', 0: 'vlak_'}[way] + side


def orders_by_inversions(sizes):
    """How many distinct orders have 0, 1, ... falling pairs: whole numbers."""
    counts, placed = [1], 0
    for size in sizes:
        # Lay `size` equal values among `placed` others: each of the others
        # that precede one of them is no falling pair, the rest are.
        table = [[[1] for _ in range(placed + 1)]] + \
            [[[1]] + [None] * placed for _ in range(size)]
        for a in range(1, size + 1):
            for b in range(1, placed + 1):
                left, right = table[a - 1][b], table[a][b - 1]
                total = [0] * (a * b + 1)
                for k, number in enumerate(left):
                    total[k + b] += number
                for k, number in enumerate(right):
                    total[k] += number
                table[a][b] = total
        ways = table[size][placed]
        product = [0] * (len(counts) + len(ways) - 1)
        for i, x in enumerate(counts):
            for j, y in enumerate(ways):
                product[i + j] += x * y
        counts, placed = product, placed + size
    return counts


def p_by_counting(values):
    sizes = [values.count(v) for v in sorted(set(values))]
    counts = orders_by_inversions(sizes)
    pairs = len(counts) - 1
    s = kendall(range(len(values)), values)
    extreme = sum(c for i, c in enumerate(counts) if abs(pairs - 2 * i) >= abs(s))
    return F(extreme, sum(counts))


def p_by_enumeration(values):
    years = range(len(values))
    s = abs(kendall(years, values))
    ranks = [sorted(set(values)).index(v) for v in values]
    orders = list(itertools.permutations(ranks))
    return F(sum(abs(sum((o[j] > o[i]) - (o[j] < o[i])
                         for i, j in itertools.combinations(years, 2))) >= s
                 for o in orders), len(orders))


def some_years(r, n):
    return sorted(r.sample(range(2000, 2000 + n + r.choice([0, 0, 1, 3])), n))


def text(years, low, high):
    return ' '.join(f'{y}:{a}' if a == b else f'{y}:{a}..{b}'
                    for y, a, b in zip(years, low, high))


def number(value):
    return '' if value is None else repr(float(value)) if isinstance(value, F) else value


class Table:
    FIELDS = ['nr', 'soort', 't', 'landelijk', 'band', 'helling_onder', 'helling_boven',
              'gemiddelde', 'eerste_laatste', 's', 'p'] + \
        [f'{what}_{rule}' for rule in RULES for what in ('klasse', 'zeker')] + ['eens']

    def __init__(self):
        self.writer = csv.DictWriter(sys.stdout, self.FIELDS, lineterminator='\n')
        self.writer.writeheader()
        self.nr = 0

    def add(self, **row):
        self.nr += 1
        self.writer.writerow({k: number(v) for k, v in dict(row, nr=self.nr).items()})

    def exact(self, kind, years, texts, values, level, band, p):
        ways = [direction(rule, years, values, F(band)) for rule in RULES]
        few = len(years) < 3
        row = {}
        for rule, way in zip(RULES, ways):
            row['klasse_' + rule] = 'onbepaald' if few else label(way, values, F(level))
            row['zeker_' + rule] = None if few else 't'
        self.add(soort=kind, t=text(years, texts, texts), landelijk=level, band=band,
                 helling_onder=slope(years, values), helling_boven=slope(years, values),
                 gemiddelde=sum(values) / len(values), eerste_laatste=values[-1] - values[0],
                 s=kendall(years, values), p=p(values),
                 eens=None if few else 't' if len(set(ways)) == 1 else 'f', **row)

    def bounded(self, kind, years, low, high, level, band, rules, points):
        """points(rule): all that must be tried to see every outcome."""
        lo, hi = [F(v) for v in low], [F(v) for v in high]
        slopes = [slope(years, v) for v in itertools.product(*map(lambda a, b: {a, b}, lo, hi))]
        row, ranges = {}, []
        for rule in rules:
            ways = [direction(rule, years, v, F(band)) for v in points(rule)]
            classes = {label(way, v, F(level)) for way, v in zip(ways, points(rule))}
            row['zeker_' + rule] = 't' if len(classes) == 1 else 'f'
            row['klasse_' + rule] = classes.pop() if len(classes) == 1 else 'onbepaald'
            ranges.append(set(ways))
        if len(rules) == len(RULES):
            highest, lowest = min(map(max, ranges)), max(map(min, ranges))
            row['eens'] = 'f' if lowest > highest else \
                't' if all(len(x) == 1 for x in ranges) else None
        self.add(soort=kind, t=text(years, low, high), landelijk=level, band=band,
                 helling_onder=min(slopes), helling_boven=max(slopes), **row)


def main():
    r = random.Random(20251001)
    table = Table()

    for _ in range(300):
        n = r.choice([2, 3, 4, 5, 5, 5, 6, 7])
        years = some_years(r, n)
        texts = [f'{r.randint(18, 24) / 10}' for _ in years]
        table.exact('decimaal', years, texts, [F(t) for t in texts],
                    r.choice(['2.0', '2.1', '2.15', '2.2']),
                    r.choice(['0', '0', '0.05', '0.1', '0.2']), p_by_enumeration)

    for offset in (0, 1e9):
        for _ in range(40):
            n = r.choice([2, 3, 5, 16, 33, 64])
            years = some_years(r, n)
            values = [offset + r.gauss(0, 1) + r.choice([0, 0.01]) * i for i in range(n)]
            table.exact('float', years, [repr(v) for v in values], [F(v) for v in values],
                        repr(offset + r.gauss(0, 0.2)), repr(r.choice([0, 0.01])), p_by_counting)

    for _ in range(120):
        n = r.choice([4, 6, 8, 8, 12, 20, 49, 64])
        years = some_years(r, n)
        several = r.choice([2, 3, 5, n])
        values = [r.randint(1, several) for _ in years]
        if r.random() < 0.5:
            values.sort()
            for _ in range(r.randint(0, n // 2)):
                i = r.randrange(n - 1)
                values[i], values[i + 1] = values[i + 1], values[i]
        values = [F(v) for v in values]
        table.exact('gelijk', years, [str(v) for v in values], values, '2', '0',
                    p_by_enumeration if n <= 8 else p_by_counting)

    for _ in range(300):
        n = r.choice([3, 4, 4, 5])
        years = some_years(r, n)
        low = [r.randint(0, 7) for _ in years]
        if r.random() < 0.5:
            low.sort()
        high = list(low)
        for i in r.sample(range(n), r.randint(1, 3)):
            high[i] = min(8, low[i] + r.choice([1, 1, 2, 3, 8]))
        points = {}
        points['ols'] = points['eerste_laatste'] = list(itertools.product(
            *[{F(a, 8), F(b, 8)} for a, b in zip(low, high)]))
        # Values in one gap between multiples of 1/8 lie in some order; n
        # places in every gap give all orders.
        points['mann_kendall'] = list(itertools.product(
            *[[F(k, 8 * (n + 1)) for k in range(a * (n + 1), b * (n + 1) + 1)]
              for a, b in zip(low, high)]))
        if len(points['mann_kendall']) > 30000:
            continue
        table.bounded('grens', years, [str(a / 8) for a in low], [str(b / 8) for b in high],
                      str(r.randint(0, 16) / 16), r.choice(['0', '0', '0.125', '0.25']),
                      RULES, points.get)

    for _ in range(300):
        n = r.choice([3, 4, 5, 5, 6])
        years = some_years(r, n)
        low = [r.randint(18, 22) for _ in years]
        high = [a + r.choice([0, 0, 1, 1, 2]) for a in low]
        high[0] = max(high[0], low[0] + (high == low))
        corners = list(itertools.product(*[{F(a, 10), F(b, 10)} for a, b in zip(low, high)]))
        table.bounded('decgrens', years, [str(a / 10) for a in low], [str(b / 10) for b in high],
                      r.choice(['1.9', '2.0', '2.1', '2.2']), r.choice(['0', '0', '0.05', '0.1', '0.2']),
                      RULES[:2], lambda rule: corners)


if __name__ == '__main__':
    main()
