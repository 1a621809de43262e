#!/usr/bin/python3
"""Data sets and expected values for tests/sql/schaalscore_oracle.sql.

Writes schaalscore_data.csv (set, score, weight; empty is NULL) and
schaalscore.csv beside this script. The moments are exact: rational arithmetic
over the scores as the nearest double, which is what the server reads. Only
the root and the quantiles are not: 50 digits, with mpmath.
"""
import csv
import os
import random
from fractions import Fraction

from mpmath import mp, mpf, betainc, erfc, exp, findroot, log, sqrt

mp.dps = 50
SETS = 32
HERE = os.path.dirname(os.path.abspath(__file__))


def t_quantile(level, df):
    """Half-width in standard errors of a two-sided interval, Student's t."""
    def outside(u):
        t2 = exp(2 * u)
        return log(betainc(mpf(df) / 2, mpf(0.5), 0, df / (df + t2), regularized=True) / (1 - mpf(level)))
    return exp(findroot(outside, (mpf('0.7'), mpf('0.8')), solver='secant', maxsteps=200))


def z_quantile(level):
    return findroot(lambda z: erfc(z / sqrt(mpf(2))) - (1 - mpf(level)), mpf('1.6'))


def data_set(number):
    """Scores and weights: every mix of kind, offset, missing values and weights."""
    rng = random.Random(20240000 + number)
    n = rng.choice([2, 3, 8, 19, 40, 60])
    offset = 1e9 if number % 2 else 0.0
    for _ in range(n):
        if number // 2 % 2:
            score = sum(rng.randint(1, 5) for _ in range(3)) / 3.0
        else:
            score = rng.gauss(3.4, 0.8)
        weight = rng.choice([0.6, 1.0, 1.7, 2.5]) if number % 3 else rng.lognormvariate(0, 1)
        score = None if number // 4 % 2 and rng.random() < 0.15 else offset + score
        if number // 8 % 2:
            weight = rng.choice([None, 0.0]) if rng.random() < 0.15 else weight
        yield score, weight


def root(fraction):
    return sqrt(mpf(fraction.numerator) / mpf(fraction.denominator))


def number(fraction):
    return mpf(fraction.numerator) / mpf(fraction.denominator)


def expected(rows):
    """n, mean, standard error, half-widths: t at 95%, z at 90% in a population of 152."""
    rows = [(Fraction(x), Fraction(w)) for x, w in rows]
    n = len(rows)
    if n == 0:
        return [''] * 5
    total = sum(w for _, w in rows)
    mean = sum(w * x for x, w in rows) / total
    shown = [str(n), mp.nstr(number(mean), 25)]
    if n == 1:
        return shown + [''] * 3
    error = root(Fraction(n, n - 1) * sum((w * (x - mean)) ** 2 for x, w in rows) / total ** 2)
    t = t_quantile(0.95, n - 1) * error
    z = z_quantile(0.9) * error * sqrt(1 - mpf(n) / 152)
    return shown + [mp.nstr(v, 25) for v in (error, t, z)]


def main():
    with open(os.path.join(HERE, 'schaalscore_data.csv'), 'w', newline='') as data, \
            open(os.path.join(HERE, 'schaalscore.csv'), 'w', newline='') as result:
        rows = csv.writer(data, lineterminator='\n')
        results = csv.writer(result, lineterminator='\n')
        for number_of_set in range(SETS):
            values = list(data_set(number_of_set))
            for x, w in values:
                rows.writerow([number_of_set, '' if x is None else repr(x), '' if w is None else repr(w)])
            plain = [(x, 1) for x, _ in values if x is not None]
            weighted = [(x, w) for x, w in values if x is not None and w]
            results.writerow([number_of_set, 'f'] + expected(plain))
            results.writerow([number_of_set, 't'] + expected(weighted))


main()
