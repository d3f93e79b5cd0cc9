"""A straight model on a series in time: ordinary least squares, or with errors of which each depends on the last."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
# How far the dependence of an error on the last is sought, and how exactly.
MOST_DEPENDENT, EXACT = 0.999, 1e-10
# As near to the most that is looked for, the likelihood has no top within: how far it goes can't be told.
AT_LIMIT = 1e-6
GRID = 41
GOLDEN = (math.sqrt(5) - 1) / 2
ALMOST_NOTHING = 1e-9


class Method(StrEnum):
    """How a model was fitted."""

    # Ordinary least squares: as if errors did not depend on each other.
    LEAST_SQUARES = "least_squares"
    # Generalised least squares with errors of order one, by restricted maximum likelihood.
    RESTRICTED_LIKELIHOOD = "restricted_likelihood"


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted model: one estimate and standard error per column of the design.

    dependence: how far an error depends on the last, between -1 and 1; None where the method does not look at it.
    freedom: degrees of freedom left. covariance: of the estimates. at_limit: the dependence is as far as it was looked
    for, so that the errors mean nothing.
    """

    method: Method
    estimates: tuple[float, ...]
    errors: tuple[float, ...]
    dependence: float | None
    freedom: int
    covariance: tuple[tuple[float, ...], ...]

    @property
    def at_limit(self) -> bool:
        """Tell whether the dependence lies at the limit of what is looked for."""
        return self.dependence is not None and MOST_DEPENDENT - abs(self.dependence) < AT_LIMIT

    def combined(self, weights: Sequence[float], chance: float = 0.95) -> tuple[float, float, float]:
        """Return a weighted sum of the estimates with the bounds of its interval."""
        by = np.asarray(weights, dtype=float)
        value = float(by @ np.asarray(self.estimates))
        error = math.sqrt(max(float(by @ np.asarray(self.covariance) @ by), 0.0))
        reach = student_quantile(0.5 + chance / 2, self.freedom) * error
        return value, value - reach, value + reach

    def chance_of_nothing(self, first: int, second: int) -> float:
        """Return the chance of two estimates as far from nought as these, if both were nought (Wald, F).

        With two degrees of freedom above, the tail of F has a closed form: (1 + 2F/d)^(-d/2).
        """
        both = [first, second]
        values = np.asarray(self.estimates)[both]
        spread = np.asarray(self.covariance)[np.ix_(both, both)]
        ratio = float(values @ np.linalg.solve(spread, values)) / 2
        return float((1 + 2 * ratio / self.freedom) ** (-self.freedom / 2))


def least_squares(design: Numbers, values: Numbers) -> Fit:
    """Fit by ordinary least squares; rows are points in time. Raises `ValueError` when the design does not allow it."""
    _look_at(design)
    return _fit(Method.LEAST_SQUARES, design, values, None)


def restricted_likelihood(design: Numbers, values: Numbers) -> Fit:
    """Fit with errors of order one, as `nlme::gls(…, correlation = corAR1())` of R does by REML.

    The dependence is what makes the restricted likelihood largest: looked for on a grid, then by golden section. An
    optimiser that starts in one place can end in a wrong one, and reports that it converged (RULES-evaluation, d18).
    Raises `ValueError` when the design does not allow it, or when nothing is left to explain.
    """
    _look_at(design)
    plain = _whitened(design, values, 0.0)
    if _rest(*plain) <= ALMOST_NOTHING * max(float(values @ values), 1.0):
        raise ValueError("The model fits without any error: dependence can't be estimated.")

    def unlikely(dependence: float) -> float:
        return _unlikelihood(design, values, dependence)

    grid = np.linspace(-MOST_DEPENDENT, MOST_DEPENDENT, GRID)
    best = min(range(GRID), key=lambda place: unlikely(float(grid[place])))
    low, high = float(grid[max(best - 1, 0)]), float(grid[min(best + 1, GRID - 1)])
    return _fit(Method.RESTRICTED_LIKELIHOOD, design, values, _lowest(unlikely, low, high))


def _look_at(design: Numbers) -> None:
    rows, columns = design.shape
    if rows <= columns or np.linalg.matrix_rank(design) < columns:
        raise ValueError("There are too few points for this model, or some of its parts are the same.")


def _whitened(design: Numbers, values: Numbers, dependence: float) -> tuple[Numbers, Numbers]:
    """Return both with what follows from the point before taken away, the first point kept (Prais and Winsten)."""
    scale = math.sqrt(1 - dependence**2)

    def white(rows: Numbers) -> Numbers:
        return np.concatenate([rows[:1], (rows[1:] - dependence * rows[:-1]) / scale])

    return white(design), white(values)


def _rest(design: Numbers, values: Numbers) -> float:
    estimates = np.linalg.lstsq(design, values, rcond=None)[0]
    return float(np.sum((values - design @ estimates) ** 2))


def _unlikelihood(design: Numbers, values: Numbers, dependence: float) -> float:
    """Return minus twice the restricted log-likelihood, without what does not change with the dependence."""
    rows, columns = design.shape
    white, whitened = _whitened(design, values, dependence)
    _sign, spread = np.linalg.slogdet(white.T @ white)
    of_errors = (rows - 1) * math.log(1 - dependence**2)
    return float(of_errors + spread + (rows - columns) * math.log(_rest(white, whitened)))


def _lowest(function: Callable[[float], float], low: float, high: float) -> float:
    """Return where a function with one valley is lowest, by golden section."""
    while high - low > EXACT:
        first, second = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
        low, high = (low, second) if function(first) < function(second) else (first, high)
    return (low + high) / 2


def _fit(method: Method, design: Numbers, values: Numbers, dependence: float | None) -> Fit:
    white, whitened = _whitened(design, values, dependence or 0.0)
    rows, columns = design.shape
    estimates = np.linalg.lstsq(white, whitened, rcond=None)[0]
    covariance = np.linalg.inv(white.T @ white) * _rest(white, whitened) / (rows - columns)
    return Fit(
        method,
        tuple(map(float, estimates)),
        tuple(map(float, np.sqrt(np.diag(covariance)))),
        dependence,
        rows - columns,
        tuple(tuple(map(float, row)) for row in covariance),
    )


def student_quantile(chance: float, freedom: int) -> float:
    """Return the quantile of Student's t for a chance of a half or more; degrees of freedom are whole.

    The chance between minus and plus t has a closed form (Abramowitz and Stegun 26.7.3 and 26.7.4).

    >>> round(student_quantile(0.975, 10), 4)
    2.2281
    """
    low, high = 0.0, 1.0
    while _student(high, freedom) < chance:
        high *= 2
    while high - low > EXACT * high:
        middle = (low + high) / 2
        low, high = (middle, high) if _student(middle, freedom) < chance else (low, middle)
    return (low + high) / 2


def _student(value: float, freedom: int) -> float:
    """Return the chance of a value at most this, of nought or more."""
    angle = math.atan(value / math.sqrt(freedom))
    odd = freedom % 2
    term = math.cos(angle) if odd else 1.0
    total = term if freedom > 1 else 0.0
    for step in range(3 if odd else 2, freedom - 1, 2):
        term *= math.cos(angle) ** 2 * (step - 1) / step
        total += term
    within = 2 / math.pi * (angle + math.sin(angle) * total) if odd else math.sin(angle) * total
    return 0.5 + within / 2
