#!/usr/bin/python3
"""Expected values for tests/unit/distribution.c, to 50 digits with mpmath.

Prints lines "function,argument,...,expected". The arguments are exact binary
numbers as C reads them, so the expected values are those of what C is given.
"""
from mpmath import mp, mpf, betainc, erfc, exp, findroot, log, sqrt

mp.dps = 50

DFS = [0.5, 1, 2, 3, 4, 7.5, 19, 30, 99, 1000, 123456]
TAILS = [1e-30, 1e-9, 1e-4, 0.001, 0.005, 0.025, 0.05, 0.1, 0.2, 0.25]


def beta_lower(x, y, a, b):
    """I_x(a, b), from the side that is not close to 1."""
    if x * b < y * a:
        return betainc(a, b, 0, x, regularized=True)
    return 1 - betainc(b, a, 0, y, regularized=True)


def t_two_sided(t, df):
    t2 = t * t
    return beta_lower(df / (df + t2), t2 / (df + t2), df / 2, mpf(0.5))


def f_cdf(x, df1, df2):
    return beta_lower(df1 * x / (df1 * x + df2), df2 / (df1 * x + df2), df1 / 2, df2 / 2)


def quantile(cdf, p, start):
    """The root of cdf(x) = p, found on a logarithmic scale."""
    u = findroot(lambda u: log(cdf(exp(u)) / p), (log(start), log(start) + mpf('0.01')),
                 solver='secant', tol=mpf(10) ** -60, maxsteps=200)
    return exp(u)


def emit(name, *values):
    *arguments, expected = values
    print(','.join([name] + [repr(float(a)) for a in arguments] + [mp.nstr(expected, 20)]))


def middle_first(p):
    """p, the tail on its side, and whether it is below the middle."""
    p = mpf(p)
    return (p, 1) if p < 0.5 else (1 - p, -1)


def main():
    for z in [-37, -8, -3.5, -1.959963984540054, -1, -0.1, 0, 1e-8, 0.5, 1.644854, 3, 5]:
        emit('normal_cdf', z, erfc(-mpf(z) / sqrt(mpf(2))) / 2)
    for p in TAILS + [1e-300, 0.3, 0.4999, 0.500001, 0.6, 0.75, 0.9, 0.95, 0.975, 0.995, 0.9999]:
        tail, sign = middle_first(p)
        start = sqrt(-2 * log(tail)) if tail < 0.25 else mpf('0.4')
        if abs(mpf(p) - 0.5) < 0.01:
            start = abs(mpf(p) - 0.5) * 2.5
        x = quantile(lambda z: erfc(z / sqrt(mpf(2))) / 2, tail, start)
        emit('normal_quantile', p, -sign * x)

    for df in DFS:
        d = mpf(df)
        for t in [1e-8, 0.01, 0.5, 1, 1.7, 2, 2.5, 5, 20, 1000]:
            emit('t_two_sided', t, df, t_two_sided(mpf(t), d))
            emit('t_cdf', -t, df, t_two_sided(mpf(t), d) / 2)
        emit('t_cdf', 1.25, df, 1 - t_two_sided(mpf(1.25), d) / 2)
        for p in TAILS + [0.4, 0.499, 0.51, 0.7, 0.75, 0.9, 0.95, 0.975, 0.995, 0.9995]:
            if p < 1e-8 and df > 1000:
                continue            # mpmath does not converge
            tail, sign = middle_first(p)
            # A t with few degrees of freedom has a tail like a power.
            start = max(abs(mpf(p) - 0.5) * 2, tail ** (-1 / d) if d < 8 else sqrt(-2 * log(tail)))
            if tail > 0.25:
                start = abs(mpf(p) - 0.5) * 2.5
            emit('t_quantile', p, df, -sign * quantile(lambda t: t_two_sided(t, d) / 2, tail, start))

    for df1, df2 in [(1, 1), (2, 3), (9, 4.5), (19, 171), (99, 891), (5, 10000), (999, 8991), (0.5, 30)]:
        a, b = mpf(df1), mpf(df2)
        for x in [1e-6, 0.2, 0.5, 0.9, 1, 1.1, 1.5, 4, 50]:
            emit('f_cdf', x, df1, df2, f_cdf(mpf(x), a, b))
        for p in [1e-9, 0.005, 0.025, 0.05, 0.3, 0.5, 0.51, 0.95, 0.975, 0.995]:
            # A start by bisection: the secant method needs a close one.
            low, high = mpf('1e-40'), mpf('1e10')
            for _ in range(30):
                x = sqrt(low * high)
                low, high = (x, high) if f_cdf(x, a, b) < p else (low, x)
            emit('f_quantile', p, df1, df2, quantile(lambda f: f_cdf(f, a, b), mpf(p), sqrt(low * high)))

    for a, b in [(0.5, 0.5), (1, 3), (2.5, 0.01), (10, 20), (300, 2), (700, 40), (2000, 0.5)]:
        for x in [1e-5, 0.1, 0.3, 0.49, 0.5, 0.75, 0.999, 0.9999999]:
            expected = beta_lower(mpf(x), 1 - mpf(x), mpf(a), mpf(b))
            if expected > 1e-300:
                emit('beta_cdf', x, a, b, expected)


main()
