#!/usr/bin/python3
"""Data sets for tests/sql/samenhang_oracle.sql, and what must come out.

Writes samenhang_data.csv (set,nr,x,y) and samenhang_exact.csv
(set,n,r,t,p,ondergrens,bovengrens,ondergrens80) beside itself. The values are
the exact binary numbers that PostgreSQL reads, all sums are fractions, and the
p-value is a finite sum in 500 digits (Abramowitz and Stegun 26.7.3, 26.7.4).
samenhang.R adds what R's cor.test says about the same data.
"""
import csv
import os
import random
from decimal import Decimal, getcontext
from fractions import Fraction
from statistics import NormalDist

getcontext().prec = 500
HERE = os.path.dirname(os.path.abspath(__file__))

# pairs, how y follows x, noise, scale, offset, share missing
SETS = [
    (10, 0.5, 1, 1, 0, 0), (40, 0.5, 1, 1, 0, 0), (150, 0.25, 1, 1, 0, 0),
    (200, 0, 1, 1, 0, 0), (60, -0.8, 1, 1, 0, 0), (30, -3, 0.1, 1, 0, 0),
    (25, 1, 1e-3, 1, 0, 0), (25, 1, 1e-6, 1, 0, 0), (40, 1, 1e-7, 1, 0, 0),
    (3, 1, 1, 1, 0, 0), (4, -1, 1, 1, 0, 0), (5, 0.1, 1, 1, 0, 0),
    (50, 0.4, 1, 1e-9, 0, 0), (50, 0.4, 1, 1e12, 0, 0),
    (40, 0.5, 1, 1, 0, 0.2), (150, 0.25, 1, 1, 0, 0.1), (80, -0.3, 1, 1, 0, 0.4),
    (20, 0.5, 1, 1, 1e9, 0), (40, 0.5, 1, 1, 1e9, 0), (150, -0.25, 1, 1, 1e9, 0),
    (200, 0.01, 1, 1, 1e9, 0), (25, 1, 1e-3, 1, 1e9, 0), (60, 0.7, 1, 0.01, 1e9, 0),
    (40, 0.5, 1, 1, 1e9, 0.2), (80, -0.6, 1, 1, -1e9, 0.3), (4, 0.5, 1, 1, 1e9, 0),
]


def make(number, n, slope, noise, scale, offset, missing):
    """The pairs of one set; None for a value that is missing."""
    rng = random.Random(20251100 + number)
    pairs = []
    for _ in range(n):
        x = rng.gauss(0, 1)
        y = slope * x + noise * rng.gauss(0, 1)
        pairs.append(tuple(None if rng.random() < missing else offset + scale * v
                           for v in (x, y)))
    return pairs


def decimal(fraction):
    """A fraction in 500 digits."""
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


def arctan(x):
    """The angle of a tangent, halved until the series is short."""
    halvings = 0
    while abs(x) > Decimal('0.01'):
        x = x / (1 + (1 + x * x).sqrt())
        halvings += 1
    total, power, k = Decimal(0), x, 1
    while abs(power) > Decimal('1e-510'):
        total += power / k
        power *= -x * x
        k += 2
    return total * 2 ** halvings


def p_value(r, rest, df):
    """Two-sided p of t, where r = sin(theta) and rest = cos(theta)^2."""
    series, term = Decimal(0), Decimal(1)
    for k in range((df - 1) // 2 if df % 2 else df // 2):
        series += term
        term *= rest * ((2 * k + 2) if df % 2 else (2 * k + 1))
        term /= (2 * k + 3) if df % 2 else (2 * k + 2)
    if df % 2 == 0:
        return 1 - abs(r) * series
    theta = arctan(abs(r) / rest.sqrt())
    return 1 - (theta + abs(r) * rest.sqrt() * series) / (2 * arctan(Decimal(1)))


def bound(r, rest, n, quantile):
    """r moved on Fisher's scale."""
    if n < 4:
        return None
    z = ((1 + r) ** 2 / rest).ln() / 2 + Decimal(quantile) / Decimal(n - 3).sqrt()
    return ((2 * z).exp() - 1) / ((2 * z).exp() + 1)


def results(pairs):
    """The golden row of one set."""
    whole = [(Fraction(x), Fraction(y)) for x, y in pairs
             if x is not None and y is not None]
    n = len(whole)
    mx, my = (sum(pair[i] for pair in whole) / n for i in (0, 1))
    xx = sum((x - mx) ** 2 for x, _ in whole)
    yy = sum((y - my) ** 2 for _, y in whole)
    xy = sum((x - mx) * (y - my) for x, y in whole)
    rest = decimal(1 - xy * xy / (xx * yy))
    r = decimal(xy * xy / (xx * yy)).sqrt() * (1 if xy > 0 else -1)
    normal = NormalDist()
    row = [r, r * (Decimal(n - 2) / rest).sqrt(), p_value(r, rest, n - 2)]
    row += [bound(r, rest, n, q) for q in (normal.inv_cdf(0.025), normal.inv_cdf(0.975),
                                           normal.inv_cdf(0.1))]
    return [n] + ['' if value is None else f'{value:.20g}' for value in row]


def writer(name):
    """A CSV file beside this one."""
    return csv.writer(open(os.path.join(HERE, name), 'w', newline=''),
                      lineterminator='\n')


def main():
    """Writes both files."""
    data, exact = map(writer, ('samenhang_data.csv', 'samenhang_exact.csv'))
    for number, kind in enumerate(SETS, 1):
        pairs = make(number, *kind)
        for nr, pair in enumerate(pairs, 1):
            data.writerow([number, nr] + ['' if v is None else repr(v) for v in pair])
        exact.writerow([number] + results(pairs))


if __name__ == '__main__':
    main()
